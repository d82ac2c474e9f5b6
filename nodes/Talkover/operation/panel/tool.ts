import type { INodeProperties } from 'n8n-workflow';

import { cached } from '../../base/collections/cache';
import type { Field } from '../../parameters/field';
import { ofTools } from '../../parameters/field';
import type { Operation } from '../spec';

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
	description: 'For the AI model',
	displayOptions: { show: { '@tool': [true] } },
};

/** Has the consequences of the operation, which n8n's own text lacks. */
const { placeholder: _onlyIfEmpty, ...OWN_TEXT } = {
	...TOOL_DESCRIPTION,
	description: 'For the AI model. If empty, only the action.',
};

/** The same parameter for all operations, except those whose consequences the model has to know. */
export function toolDescription(operation: Operation): INodeProperties {
	const { action, toolText, warning, notice } = operation;
	const consequences = [warning, notice?.inTool].filter((text) => text !== undefined);
	if (toolText === undefined && consequences.length === 0) return TOOL_DESCRIPTION;
	// Begins like n8n's own text.
	return {
		...OWN_TEXT,
		default: [toolText ?? `${action} in Talkover.`, ...consequences].join(' '),
	};
}

const hiddenInTools = cached((property: INodeProperties) => ofTools(property, 'hide'));
const shownInTools = cached((property: INodeProperties) => ofTools(property, 'show'));

/** The properties of a parameter: one, or another one for tools. */
export function propertiesOfField({ property, toolProperty }: Field): INodeProperties[] {
	return toolProperty === undefined
		? [property]
		: [hiddenInTools(property), shownInTools(toolProperty)];
}
