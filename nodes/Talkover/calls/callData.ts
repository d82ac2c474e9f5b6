import type { IDataObject } from 'n8n-workflow';

import { invalid } from '../base/invalidInput';
import type { ValuesOf } from '../parameters/field';
import { byUser, perItem, required, sentAs } from '../parameters/field';
import type { OptionValues } from '../parameters/groups';
import { rows } from '../parameters/groups';
import { jsonObject, onWhenAdded, quoted, text } from '../parameters/scalars';

/** Not blank, because the editor marks an empty JSON field as invalid. */
const NO_JSON = '{}';

const variables = sentAs(
	'payload',
	rows({
		displayName: 'Agent Variables',
		name: 'variables',
		rowKey: 'variable',
		rowName: 'Variable',
		titleOf: 'name',
		placeholder: 'Add Variable',
		description: "Values for the variables in the agent's prompt. If empty, none are sent.",
		fields: [
			required(
				text({
					displayName: 'Name',
					name: 'name',
					placeholder: 'e.g. customer_name',
					description: "The name of the variable in the agent's prompt",
				}),
			),
			text({
				displayName: 'Value',
				name: 'value',
				placeholder: 'e.g. Ana',
				description: 'The value of the variable. If empty, empty text is sent.',
			}),
		],
	}),
);

const variablesJson = sentAs(
	'payload',
	jsonObject({
		displayName: 'Agent Variables (JSON)',
		name: 'variablesJson',
		default: NO_JSON,
		rows: 4,
		description:
			"More variables, as text or an expression that returns an object. Its keys are the names in the agent's prompt.",
	}),
);

const contextFields = sentAs(
	'context',
	rows({
		displayName: 'Call Context',
		name: 'contextFields',
		rowKey: 'context',
		rowName: 'Context Field',
		titleOf: 'name',
		placeholder: 'Add Context Field',
		builderHint: {
			propertyHint: 'What the agent should know belongs in variables',
		},
		description:
			"Data that is returned with every event of the call, such as the ID of a CRM contact. The agent doesn't see it. If empty, none is sent.",
		fields: [
			required(
				text({
					displayName: 'Name',
					name: 'name',
					placeholder: 'e.g. deal_id',
					description: 'The name by which the events of the call return the value',
				}),
			),
			text({
				displayName: 'Value',
				name: 'value',
				placeholder: 'e.g. 4711',
				description: 'The value to return. If empty, empty text is sent.',
			}),
		],
	}),
);

const contextJson = sentAs(
	'context',
	jsonObject({
		displayName: 'Call Context (JSON)',
		name: 'contextJson',
		default: NO_JSON,
		rows: 3,
		description: 'More context, as text or an expression that returns an object',
	}),
);

const isTest = sentAs(
	'is_testing',
	onWhenAdded({
		displayName: 'Test Call',
		name: 'isTest',
		description:
			'Whether this is a test call, without credits and analytics (off if not added). The phone may still ring, so use your own number.',
	}),
);

/** The data of a call: variables for the agent, and context for its events. */
export const callData = [variables, contextFields] as const;

/** The same as JSON, and whether the call is a test. */
export const callDataOptions = [
	perItem(variablesJson),
	perItem(contextJson),
	// A test call isn't counted, so a model must not choose it.
	byUser(perItem(isTest)),
] as const;

type CallData = Partial<ValuesOf<typeof callData>>;
type JsonData = Partial<OptionValues<typeof callDataOptions>>;

/**
 * The variables, from fields and JSON; undefined if there are none.
 *
 * @throws InvalidInput if a name is used twice
 */
export function payloadOf(values: CallData, { variablesJson: json }: JsonData) {
	return together('Agent Variables', values.variables, json);
}

/**
 * The context, from fields and JSON; undefined if there is none.
 *
 * @throws InvalidInput if a name is used twice
 */
export function contextOf(values: CallData, { contextJson: json }: JsonData) {
	return together('Call Context', values.contextFields, json);
}

type Named = readonly { readonly name?: string; readonly value?: string | undefined }[];

function together(
	label: string,
	entered: Named = [],
	json: IDataObject = {},
): IDataObject | undefined {
	const values = new Map(Object.entries(json));
	for (const { name = '', value = '' } of entered) {
		if (values.has(name)) {
			throw invalid(`${label}: the name ${quoted(name)} is used twice: remove one of them`);
		}
		values.set(name, value);
	}
	return values.size > 0 ? Object.fromEntries(values) : undefined;
}
