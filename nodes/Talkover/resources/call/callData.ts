import type { IDataObject } from 'n8n-workflow';

import { invalid } from '../../parameters/invalidInput';
import type { ValuesOf } from '../../parameters/field';
import { required, sentAs, shownWhen } from '../../parameters/field';
import { rows } from '../../parameters/groups';
import { ownChoice, jsonObject, quoted, text, toggle } from '../../parameters/scalars';

const variablesDefinition = ownChoice({
	displayName: 'Variables Definition',
	name: 'variablesDefinition',
	default: 'fields',
	description: 'How to give the variables that the agent knows during the call',
	options: [
		{ name: 'Using Fields Below', value: 'fields', description: 'One by one, in this panel' },
		{ name: 'Using JSON', value: 'json', description: 'As text, or as an object of an expression' },
	],
});

const variables = sentAs(
	'payload',
	rows({
		displayName: 'Variables',
		name: 'variables',
		rowKey: 'variable',
		rowName: 'Variable',
		placeholder: 'Add Variable',
		description: "What the agent knows during the call, by the names used in the agent's prompt",
		fields: [
			required(text({ displayName: 'Name', name: 'name', placeholder: 'e.g. customer_name' })),
			text({ displayName: 'Value', name: 'value', placeholder: 'e.g. Ana' }),
		],
	}),
);

const variablesJson = sentAs(
	'payload',
	jsonObject({
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		rows: 4,
		description:
			'The variables as a JSON object: names used in the prompt of the agent, and values',
	}),
);

const context = jsonObject({
	displayName: 'Context (JSON)',
	name: 'context',
	rows: 3,
	description:
		'A JSON object that comes back with every event of the call, such as the ID of the CRM contact. The agent does not see it.',
});

export const isTest = sentAs(
	'is_testing',
	toggle({
		displayName: 'Test Call',
		name: 'isTest',
		default: false,
		description:
			'Whether this is a test: it uses no credits and is left out of the analytics. The phone may ring all the same, so use a number of your own.',
	}),
);

/** What a call takes along: variables for the agent, and context for whoever follows its events. */
export const callData = [
	variablesDefinition,
	shownWhen({ variablesDefinition: ['fields'] }, variables),
	shownWhen({ variablesDefinition: ['json'] }, variablesJson),
	context,
] as const;

/**
 * The variables, however they were given; undefined without any.
 *
 * @throws InvalidInput when a name is given twice
 */
export function payloadOf({
	variables: entered = [],
	variablesJson: json,
}: Pick<ValuesOf<typeof callData>, 'variables' | 'variablesJson'>): IDataObject | undefined {
	if (json !== undefined || entered.length === 0) return json;
	const values = new Map<string, string>();
	for (const { name = '', value = '' } of entered) {
		if (values.has(name)) throw invalid(`Variables: the name ${quoted(name)} is used twice`);
		values.set(name, value);
	}
	return Object.fromEntries(values);
}
