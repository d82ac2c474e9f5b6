import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

/**
 * Of a tool, the parameter with which n8n describes it to the AI model. n8n's own one describes an operation
 * by its action alone, so the model would not know that a phone rings; n8n leaves it out when a node has one.
 * While it is empty, n8n takes the action.
 */
const TOOL_DESCRIPTION: INodeProperties = {
	displayName: 'Tool Description',
	name: 'toolDescription',
	type: 'string',
	default: '',
	typeOptions: { rows: 2 },
	placeholder: 'Set automatically based on the operation',
	description: 'What the AI model is told about this tool',
	displayOptions: { show: { '@tool': [true] } },
};

/** The same parameter for all operations but those whose consequences the model has to know. */
export function toolDescription({ action, description, caution }: Operation): INodeProperties {
	if (caution === undefined) return TOOL_DESCRIPTION;
	return { ...TOOL_DESCRIPTION, default: `${action} in Talkover. ${description}` };
}
