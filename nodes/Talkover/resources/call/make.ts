import type { IDataObject } from 'n8n-workflow';

import { unreadableAnswer } from '../../api/failure';
import { invalid } from '../../api/invalidInput';
import { apiFields } from '../../api/request';
import type { FieldValue } from '../../engine/field';
import { required, sentAs, shownWhen } from '../../engine/field';
import { rows } from '../../engine/fieldGroups';
import { choice, jsonObject, number, quoted, text, toggle } from '../../engine/fieldTypes';
import { operation } from '../../engine/operation';
import { list, object } from '../../engine/shapes';
import { resendUnknown } from '../../engine/options';
import { agentLocator } from '../../fields/agent';
import { phone } from '../../fields/phone';
import { activeCallsRequest, noActiveCalls } from './activeCalls';

const variablesDefinition = choice({
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

const delaySeconds = number({
	displayName: 'Delay Seconds',
	name: 'delaySeconds',
	default: 0,
	min: 0,
	max: 3600,
	description: 'How many seconds Talkover waits before it dials',
});

const isTest = sentAs(
	'is_testing',
	toggle({
		displayName: 'Test Call',
		name: 'isTest',
		default: false,
		description: 'Whether this is a test: it uses no credits and is left out of the analytics',
	}),
);

const skipIfActive = toggle({
	displayName: 'Skip If on a Call',
	name: 'skipIfActive',
	default: true,
	description:
		'Whether to look first if the agent is on a call with this number, and not to dial if it is. One more request per item.',
});

/** @throws InvalidInput when a name is given twice */
function asObject(entered: FieldValue<typeof variables>): IDataObject {
	const values = new Map<string, string>();
	for (const { name = '', value = '' } of entered) {
		if (values.has(name)) throw invalid(`Variables: the name ${quoted(name)} is used twice`);
		values.set(name, value);
	}
	return Object.fromEntries(values);
}

export const make = operation({
	value: 'make',
	name: 'Make',
	action: 'Make call',
	description: 'Have an agent call a phone number. The agent has to be published.',
	fields: [
		agentLocator,
		sentAs('to', phone),
		variablesDefinition,
		shownWhen({ variablesDefinition: ['fields'] }, variables),
		shownWhen({ variablesDefinition: ['json'] }, variablesJson),
		context,
		delaySeconds,
		isTest,
	],
	options: [skipIfActive, resendUnknown],
	request: ({ agentId, phone: to, variables: entered = [], variablesJson: json, ...rest }) => ({
		method: 'POST',
		path: ['agents', agentId, 'call'],
		body: apiFields({
			to,
			payload: json ?? (entered.length > 0 ? asObject(entered) : undefined),
			context: rest.context,
			delaySeconds: rest.delaySeconds,
			isTesting: rest.isTest,
		}),
		creates: { what: `the call to ${to}`, where: 'among the calls of the agent' },
	}),
	before: async ({ values: { agentId, phone: to }, options, send }) => {
		if (!options.skipIfActive) return undefined;
		const answer = await send(activeCallsRequest(agentId, to));
		const calls = answer.ok ? list.read(answer.body) : noActiveCalls(answer);
		if (calls === undefined) {
			return answer.ok ? unreadableAnswer(answer.status, answer.body) : answer;
		}
		const [active] = calls;
		return active && { ok: true, output: [{ placed: false, ...active }] };
	},
	data: object,
	output: (call) => ({ item: { placed: true, ...call } }),
});
