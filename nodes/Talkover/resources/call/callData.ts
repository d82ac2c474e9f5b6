import type { IDataObject } from 'n8n-workflow';

import { invalid } from '../../base/invalidInput';
import type { ValuesOf } from '../../parameters/field';
import { required, sentAs, shownWhen } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { ownChoice, jsonObject, quoted, text, toggle } from '../../parameters/scalars';

/** How to enter names and values. JSON is for nested values. */
const DEFINITIONS = [
	{ name: 'Using Fields Below', value: 'fields', description: 'Enter names and values one by one' },
	{
		name: 'Using JSON',
		value: 'json',
		description: 'Enter text, or an expression that returns an object',
	},
] as const;

/** Not blank, because the editor marks an empty JSON field as invalid. */
const NO_JSON = '{}';

const variablesDefinition = ownChoice({
	displayName: 'Variables Definition',
	name: 'variablesDefinition',
	default: 'fields',
	description: 'How to enter the variables that the agent knows during the call',
	options: DEFINITIONS,
});

const variables = sentAs(
	'payload',
	rows({
		displayName: 'Variables',
		name: 'variables',
		rowKey: 'variable',
		rowName: 'Variable',
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
		displayName: 'Variables JSON',
		name: 'variablesJson',
		default: NO_JSON,
		rows: 4,
		description:
			"The variables as a JSON object, with their names in the agent's prompt as keys. If empty, none are sent.",
	}),
);

const contextDefinition = ownChoice({
	displayName: 'Context Definition',
	name: 'contextDefinition',
	default: 'fields',
	description: 'How to enter the context that is returned with every event of the call',
	options: DEFINITIONS,
});

const contextFields = sentAs(
	'context',
	rows({
		displayName: 'Context',
		name: 'contextFields',
		rowKey: 'context',
		rowName: 'Context Field',
		placeholder: 'Add Context Field',
		builderHint: {
			propertyHint:
				'Put the ID of the record here. Talkover Trigger returns it in context; the agent does not see it. What the agent should know belongs in variables.',
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

const context = jsonObject({
	displayName: 'Context JSON',
	name: 'context',
	default: NO_JSON,
	rows: 3,
	description:
		"A JSON object that is returned with every event of the call, such as the ID of a CRM contact. The agent doesn't see it. If empty, none is sent.",
});

export const isTest = sentAs(
	'is_testing',
	toggle({
		displayName: 'Test Call',
		name: 'isTest',
		default: false,
		description:
			'Whether this is a test call, which uses no credits and is excluded from analytics. The phone may still ring, so use your own number.',
	}),
);

/** The data of a call: variables for the agent, and context for its events. */
export const callData = [
	variablesDefinition,
	shownWhen({ variablesDefinition: ['fields'] }, variables),
	shownWhen({ variablesDefinition: ['json'] }, variablesJson),
	contextDefinition,
	shownWhen({ contextDefinition: ['fields'] }, contextFields),
	shownWhen({ contextDefinition: ['json'] }, context),
] as const;

type CallData = Partial<ValuesOf<typeof callData>>;

/**
 * The variables, from fields or JSON; undefined if there are none.
 *
 * @throws InvalidInput if a name is used twice
 */
export function payloadOf({
	variables: entered,
	variablesJson,
}: CallData): IDataObject | undefined {
	return named('Variables', entered) ?? unlessEmpty(variablesJson);
}

/**
 * The context, from fields or JSON; undefined if there is none.
 *
 * @throws InvalidInput if a name is used twice
 */
export function contextOf({
	contextFields: entered,
	context: json,
}: CallData): IDataObject | undefined {
	return named('Context', entered) ?? unlessEmpty(json);
}

type Named = readonly { readonly name?: string; readonly value?: string | undefined }[];

function named(label: string, entered: Named = []): IDataObject | undefined {
	const values = new Map<string, string>();
	for (const { name = '', value = '' } of entered) {
		if (values.has(name)) {
			throw invalid(`${label}: the name ${quoted(name)} is used twice: remove one of them`);
		}
		values.set(name, value);
	}
	return unlessEmpty(Object.fromEntries(values));
}

function unlessEmpty(json: IDataObject | undefined): IDataObject | undefined {
	return json && Object.keys(json).length > 0 ? json : undefined;
}
