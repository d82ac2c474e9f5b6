import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { AGENT_SUMMARY } from '../../nodes/Talkover/resources/agent/summary';
import { chosen } from '../support/n8n/parameterValues';
import type { Answer } from '../support/servers/receiver';
import { useReceiver } from '../support/servers/receiver';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useReceiver();

beforeEach(() => {
	skipWaits();
});

const AGENT_ID = 'agent-uuid-1';
const agentId = chosen(AGENT_ID);
const GET = { resource: 'agent', operation: 'get', agentId };
const UPDATE = { resource: 'agent', operation: 'updateCalling', agentId, direction: 'inbound' };
const AGENT = { id: AGENT_ID, name: 'Ana', current_status: 'published' };

function json(body: unknown, status = 200): Answer {
	return { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

async function run(parameters: INodeParameters, ...answers: Answer[]) {
	talkover().answer(...answers);
	return runTalkover(
		{ url: talkover().url, token: 'talq_token' },
		{ simplify: false, ...parameters },
	);
}

const TRAINING = { id: 't1', subject: 'Hours' };

test.each<[string, INodeParameters, unknown, IDataObject[]]>([
	[
		'an ID above 2^53',
		GET,
		'{"data":{"id":12345678901234567890,"name":"Ana","score":0.12345678901234567890}}',
		[{ id: '12345678901234567890', name: 'Ana', score: 0.12345678901234568 }],
	],
	[
		'a mixture of names',
		GET,
		{ data: { id: 'a', current_status: 'draft', dealId: 4 } },
		[{ id: 'a', current_status: 'draft', dealId: 4 }],
	],
	['the number of changed rows', UPDATE, { data: 1 }, [{ id: AGENT_ID, success: true }]],
])(
	'%s: the object is read, and Simplify knows its fields',
	async (_form, parameters, body, items) => {
		expect(jsonOf(await run(parameters, json(body)))).toEqual(items);

		const simple = await run({ ...parameters, simplify: true }, json(body));
		const summary = (item: IDataObject) =>
			AGENT_SUMMARY.flatMap((name) => (name in item ? [[name, item[name]]] : []));
		const isAgent = parameters === GET;
		expect(jsonOf(simple)).toEqual(
			isAgent ? items.map((item) => Object.fromEntries(summary(item)) as IDataObject) : items,
		);
	},
);

const UPDATE_FLOW = {
	resource: 'flow',
	operation: 'update',
	agentId,
	conversationMode: 'flow_driven',
	flowDefinition: 'json',
	flowConfig: JSON.stringify({ initial_node_id: 'end', nodes: [{ id: 'end', type: 'end' }] }),
	options: { checkFlow: 'talkover' },
};

test.each<[verdict: boolean | undefined, body: unknown]>([
	[true, { success: true, message: 'Flow is valid' }],
	[true, { success: true }],
	[true, { success: true, message: 'Fluxo válido', data: null, errors: [], request_id: 'r-1' }],
	[false, { success: false, errors: ['Unreachable'] }],
	[false, { success: true, errors: ['Unreachable'] }],
	[false, { message: 'Flow is valid', errors: ['Unreachable'] }],
	[undefined, { message: 'Flow is valid' }],
	[undefined, { success: 'true' }],
	[undefined, { valid: true }],
	[undefined, { success: true, valid: false }],
	[undefined, { success: true, error_count: 2 }],
	[undefined, { success: true, data: { valid: true } }],
	[undefined, { success: true, validation: { passed: false } }],
	[undefined, { success: true, warnings: ['Unused step'] }],
	[undefined, { success: true, data: ['Unreachable'] }],
	[undefined, { success: true, data: false }],
	[undefined, ''],
	[undefined, {}],
	[undefined, []],
	[undefined, { message: 'Received' }],
	[undefined, { success: true, data: { state: 'queued' } }],
	[undefined, { errors: [] }],
	[undefined, { success: false, message: 'The quota is used up' }],
])('a verdict is %s in %j, and only a valid flow is saved', async (verdict, body) => {
	const { options: _options, conversationMode: _mode, ...flow } = UPDATE_FLOW;
	const validated = await run({ ...flow, operation: 'validate' }, json(body));
	const saved = await run(UPDATE_FLOW, json(body), json({ conversation_mode: 'flow_driven' }));

	expect(jsonOf(validated).map(({ valid }) => valid)).toEqual(
		verdict === undefined ? [] : [verdict],
	);
	expect(validated.error === undefined).toBe(verdict !== undefined);
	expect(talkover().received.some(({ method }) => method === 'PUT')).toBe(verdict === true);
	expect(saved.error === undefined).toBe(verdict === true);
});

test.each<[unknown, boolean]>([['Draft', false]])(
	'an agent with the status %j is published again, or not: %s',
	async (status, isPublished) => {
		const training = { resource: 'training', operation: 'upsert', agentId, nodeId: 'hours' };
		const texts = {
			subject: 'Hours',
			instructions: 'We are open.',
			options: { keepPublished: true },
		};
		const agent = json({ data: { ...AGENT, current_status: status } });
		const result = await run({ ...training, ...texts }, agent, json({ data: TRAINING }));

		expect(result.error).toBeUndefined();
		const published = talkover().received.filter(({ url = '' }) => url.endsWith('/publish'));
		expect(published).toHaveLength(isPublished ? 1 : 0);
	},
);

test.each([408, 425])('a %i is retried for a GET, and unknown for a creation', async (status) => {
	const read = await run(GET, json('', status), json({ data: AGENT }));
	expect(jsonOf(read)).toEqual([AGENT]);

	const create = { resource: 'call', operation: 'make', agentId, phone: '+12125550123' };
	const rules = { skipIfActive: false };
	talkover().received.length = 0;
	const { error } = await run({ ...create, rules }, json('', status), json({ data: [] }));
	expect(error?.message).toContain('Outcome unknown');
	expect(talkover().received.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test.each<[string, Answer, calls: boolean]>([
	['active is true', json({ active: true, call: null }), false],
	["a 404 is Cloudflare's", json({ title: 'Not found', cloudflare_error: true }, 404), false],
	['active is yes', json({ active: 'yes', calls: [] }), false],
	['active has no text', json('{"active":{"toString":null}}'), false],
	['there is only a message', json({ success: true, message: 'No active call' }), false],
	['there is only success', json({ success: true }), false],
	['the body is true', json('true'), false],
	[
		'a 404 has a call',
		json({ success: false, data: [{ id: 'c', status: 'ringing' }] }, 404),
		false,
	],
	['a 404 has a call without data', json({ id: 'c', status: 'ringing', message: 'x' }, 404), false],
	['a 404 says yes', json({ message: 'x', active: true }, 404), false],
	['there are two lists', json({ inbound: [], outbound: [{ id: 'c' }] }), false],
])('if %s, a number is called or not', async (_what, active, calls) => {
	const make = { resource: 'call', operation: 'make', agentId, phone: '+12125550123' };
	const { error } = await run(make, active, json({ data: { id: 'c' } }));

	expect(talkover().received.some(({ method }) => method === 'POST')).toBe(calls);
	expect(error === undefined).toBe(calls);
});

test.each([
	{ agent: { id: 'a' } },
	{ accepted: [], rejected: [{ to: '+12125550123' }] },
	{ id: 'c', error: 'No' },
	[{ success: false, message: 'No' }],
])(
	"the outcome of a call is unknown if the response has no field of the call's, or an error: %j",
	async (body) => {
		const make = { resource: 'call', operation: 'make', agentId, phone: '+12125550123' };
		const { error } = await run({ ...make, rules: { skipIfActive: false } }, json(body));

		expect(error?.message).toContain('Outcome unknown');
	},
);
