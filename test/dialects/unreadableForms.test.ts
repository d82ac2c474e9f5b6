import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});

type Form = (content: unknown) => unknown;

/** Forms of an envelope that no publication of Talkover shows. */
const ENVELOPES: readonly [string, Form][] = [
	['an object under another name', (content) => ({ success: true, result: content })],
	['data in data, without a page', (content) => ({ success: true, data: { content } })],
	['JSON in JSON', (content) => ({ success: true, data: JSON.stringify(content) })],
	['null', () => ({ success: true, data: null })],
	['a confirmation', () => ({ success: true, message: 'OK' })],
	['a text', () => '"OK"'],
	['a web page', () => '<!doctype html><title>Sign in</title>'],
	['an empty body', () => ''],
];

/** Forms of a list that no publication shows. */
const LISTS: readonly [string, Form][] = [
	...ENVELOPES,
	['a bare list', (content) => content],
	['objects by their IDs', (content) => ({ data: Object.assign({}, content) })],
	['cursors of Relay', (content) => ({ data: { edges: content, pageInfo: {} } })],
	['null among the elements', (content) => ({ data: [null, ...(content as unknown[])] })],
	['texts', () => ({ data: ['call-1'] })],
];

/** Forms of a call that no publication shows, so that it isn't known whose number it has, or when it was made. */
const CALLS: readonly [string, (call: IDataObject) => IDataObject][] = [
	['JSON:API', ({ id, ...attributes }) => ({ id, type: 'calls', attributes })],
	['a number in to_number', ({ to, ...call }) => ({ ...call, to_number: to })],
	['a number in an object', ({ to, ...call }) => ({ ...call, to: { number: to } })],
	['a number as a tel URI', ({ to, ...call }) => ({ ...call, to: `tel:${String(to)}` })],
	[
		'a number with hidden digits',
		({ to, ...call }) => ({ ...call, to: `${String(to).slice(0, 8)}****` }),
	],
	['a number as a number', ({ to, ...call }) => ({ ...call, to: Number(String(to).slice(1)) })],
	[
		'seconds since 1970',
		(call) => ({ ...call, created_at: Date.parse(String(call.created_at)) / 1_000 }),
	],
	[
		'a time in an object',
		({ created_at: date, ...call }) => ({ ...call, created_at: { $date: date } }),
	],
	['a day', (call) => ({ ...call, created_at: String(call.created_at).slice(0, 10) })],
];

const PHONE = '+12125001111';
const MAKE = {
	...{ resource: 'call', operation: 'make' },
	...{ agentId: chosen(SEED.salesAgentId), phone: PHONE },
};
const ONCE_A_DAY = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

const run = async (parameters: INodeParameters) => runTalkover(talkover(), parameters);
const made = () => talkover().requests.filter(({ operationId }) => operationId === 'makeCall');

/** A call of an hour ago. */
const called = (): IDataObject => ({
	...{
		id: 'c',
		agent_id: SEED.salesAgentId,
		to: PHONE,
		status: 'completed',
		direction: 'outbound',
	},
	created_at: new Date(Date.now() - 3_600_000).toISOString(),
});

test.each(ENVELOPES)(
	'a call that is made with a response in the form of %s is not "made": its outcome is unknown',
	async (_what, form) => {
		talkover().answer(200, form(called()), 'makeCall');

		const { error } = await run({ ...MAKE, rules: { skipIfActive: false } });

		expect(error?.message).toContain(`Outcome unknown: the call to ${PHONE} may have been made`);
		expect(made()).toHaveLength(1);
	},
);

test.each(LISTS)(
	'with a list of calls in the form of %s, a contact is not "not called": nobody is called',
	async (_what, form) => {
		talkover().answer(200, form([called()]), 'listAgentCalls');

		const result = await run({ ...MAKE, rules: ONCE_A_DAY });

		expect(jsonOf(result)).not.toEqual([expect.objectContaining({ placed: true })]);
		expect(made()).toEqual([]);
	},
);

test.each(CALLS)('with a listed call in the form of %s, nobody is called', async (_what, form) => {
	const meta = { current_page: 1, last_page: 1, per_page: 100, total: 1 };
	talkover().answer(
		200,
		{ success: true, data: [form(called())], pagination: meta },
		'listAgentCalls',
	);

	expect(jsonOf(await run({ ...MAKE, rules: ONCE_A_DAY }))).toEqual([
		expect.objectContaining({ placed: false, reason: 'callsUnknown' }),
	]);
	expect(made()).toEqual([]);
});

test.each(LISTS)(
	'with active calls in the form of %s, an agent is not "not on a call": nobody is called',
	async (_what, form) => {
		talkover().answer(200, form([{ ...called(), status: 'answered' }]), 'getActiveCall');

		expect((await run(MAKE)).error).toBeDefined();
		expect(made()).toEqual([]);
	},
);

test.each(LISTS)(
	'a list in the form of %s is an error that shows how it begins, and never empty',
	async (_what, form) => {
		talkover().answer(200, form([called()]), 'listCalls');

		const { error } = await run({ resource: 'call', operation: 'getMany' });

		expect(error?.message).toContain("This node can't read Talkover's response (HTTP 200)");
		expect(error?.message).toMatch(/The response (?:begins|is)|web page/);
	},
);

test.each<[string, unknown, IDataObject]>([
	['an object under another name', { success: true, agent: { id: 'a' } }, { agent: { id: 'a' } }],
	['an object of objects', { agent: { id: 'a' } }, { agent: { id: 'a' } }],
	['other cases of letters', { Data: { id: 'a' } }, { Data: { id: 'a' } }],
])(
	'one thing in the form of %s is passed on as it came, with a warning',
	async (_what, body, output) => {
		talkover().answer(200, body, 'getAgent');

		const result = await run({
			...{ resource: 'agent', operation: 'get', agentId: chosen(SEED.salesAgentId) },
			simplify: false,
		});

		expect(jsonOf(result)).toEqual([
			expect.objectContaining({
				...output,
				warning: expect.stringContaining('another form') as string,
			}),
		]);
	},
);

test('an ID above 2^53 is read exactly', async () => {
	talkover().answer(200, '{"data":{"id":12345678901234567890,"name":"Ana"}}', 'getAgent');

	const result = await run({
		...{ resource: 'agent', operation: 'get', agentId: chosen(SEED.salesAgentId) },
		simplify: false,
	});

	expect(jsonOf(result)).toEqual([{ id: '12345678901234567890', name: 'Ana' }]);
});

test.each<[string, unknown]>([
	['an empty body', ''],
	['a message', { message: 'Deleted' }],
	['any object', { result: { rows: 1 } }],
])('a deletion whose response is %s is done', async (_what, body) => {
	talkover().answer(200, body, 'deleteAgent');

	const result = await run({ resource: 'agent', operation: 'delete', agentId: chosen('agent-1') });

	expect(jsonOf(result)).toEqual([expect.objectContaining({ deleted: true })]);
});

test.each<[string, unknown]>([
	['success: false', { success: false, message: 'No' }],
	['an error', { error: { message: 'No' } }],
	['deleted: false', { deleted: false }],
	['deleted: "false"', { success: true, data: { id: 'a', deleted: 'false' } }],
	['a web page', '<!doctype html><title>Sign in</title>'],
	['a text', 'OK'],
])('a deletion whose response is %s is an error', async (_what, body) => {
	talkover().answer(200, body, 'deleteAgent');

	const result = await run({ resource: 'agent', operation: 'delete', agentId: chosen('agent-1') });

	expect(result.error).toBeDefined();
});
