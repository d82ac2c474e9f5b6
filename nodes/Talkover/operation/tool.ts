import type { INodeProperties } from 'n8n-workflow';

import { cached } from '../base/collections/cache';
import type { Field } from '../parameters/field';
import type { Operation } from './spec';

/**
 * The parameter that describes a tool to the AI model. n8n adds one itself unless the node has it, but with the
 * action alone, so the model wouldn't know that a phone rings. If it is empty, n8n uses the action.
 */
const TOOL_DESCRIPTION: INodeProperties = {
	displayName: 'Tool Description',
	name: 'toolDescription',
	type: 'string',
	default: '',
	typeOptions: { rows: 2 },
	placeholder: 'Set automatically based on the operation',
	description: 'What the AI model learns about this tool',
	displayOptions: { show: { '@tool': [true] } },
};

/** The same parameter for all operations, except those whose consequences the model has to know. */
export function toolDescription({ toolText, caution }: Operation): INodeProperties {
	if (toolText === undefined) return TOOL_DESCRIPTION;
	if (caution === undefined) return { ...TOOL_DESCRIPTION, default: toolText };
	return {
		...TOOL_DESCRIPTION,
		default: toolText,
		description:
			"What the AI model learns about this tool. If empty, it's the action alone, such as 'Make a call', without the warning about real calls.",
	};
}

const outsideTools = cached((property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { hide: { '@tool': [true] } },
}));

/** The properties of a parameter: one, or another one for tools. */
export function propertiesOfField({ property, toolProperty }: Field): INodeProperties[] {
	return toolProperty === undefined ? [property] : [outsideTools(property), toolProperty];
}
