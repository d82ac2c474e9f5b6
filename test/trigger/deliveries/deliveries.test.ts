import { gzipSync } from 'node:zlib';

import { Expression } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { ended, forAgents, ignored, STARTED } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(2);
const trigger = useTrigger(talkover, ofAgents);

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

beforeEach(async () => {
	await trigger.host.activate();
});

test('the output contains the recognized fields and the unchanged body', async () => {
	const call = { to: '+12125001111', from: '2026-01-01', duration: 45 };
	const body = ended({ ...call, context: { dealId: 7 }, more: { deep: [1, null] } });
	await trigger.deliver(body);

	expect(trigger.started).toEqual([
		{
			event: 'event_phone_call_ended',
			receivedAt: ISO,
			deliveryKey: expect.stringMatching(
				new RegExp(`^event_phone_call_ended:${body.call_id}:[0-9a-f]{32}$`),
			),
			callId: body.call_id,
			to: '+12125001111',
			duration: 45,
			agentId: SEED.supportAgentId,
			context: { dealId: 7 },
			body,
		},
	]);
	// What people look for comes first.
	const [output = {}] = trigger.started;
	expect(Object.keys(output as object)).toEqual([
		'event',
		'callId',
		'to',
		'duration',
		'context',
		'agentId',
		'receivedAt',
		'body',
		'deliveryKey',
	]);
});

test('the output names the campaign of a delivery and the agent in its body', async () => {
	const source = { source: 'campaign', campaignIds: [SEED.activeCampaignId] };
	trigger.host.change({ parameters: { ...source, campaignEvents: ['event_call_report'] } });
	await trigger.host.restart();
	await trigger.deliver({ event: 'event_call_report', call_id: 'c', agent_id: 'a' });

	expect(trigger.started[0]).toMatchObject({
		event: 'event_call_report',
		callId: 'c',
		campaignId: SEED.activeCampaignId,
		agentId: 'a',
	});
});

test.each([
	'application/json',
	'application/x-www-form-urlencoded',
	'application/octet-stream',
	'text/plain',
	'',
])("the output doesn't depend on content type or compression: %j", async (type) => {
	for (const [encoding, bytes] of [
		['identity', (text: string) => Buffer.from(text)],
		['gzip', gzipSync],
	] as const) {
		const body = ended();
		const headers = { 'content-type': type, 'content-encoding': encoding };

		expect(await trigger.deliver(bytes(JSON.stringify(body)), { headers })).toEqual(STARTED);
		expect(trigger.started.at(-1)).toMatchObject({ event: 'event_phone_call_ended', body });
	}
});

test.each<[string, object, string[]]>([
	['no expression is evaluated for a delivery', {}, []],
	['an expression in the options is evaluated', { contextField: '={{ "" }}' }, ['={{ "" }}']],
])('n8n evaluates only the necessary expressions: %s', async (_what, options, evaluated) => {
	trigger.setOptions(options);
	const resolve = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');

	expect(await trigger.deliver(ended())).toEqual(STARTED);
	const values = resolve.mock.calls.map(([value]) => value);
	expect(values.filter((value) => String(value).startsWith('='))).toEqual(evaluated);
});

describe('only JSON objects of a limited size are accepted', () => {
	const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
	const arrays = `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;

	test.each<[string, number, string | Buffer, string]>([
		['is a text', 400, 'The call has ended.', 'text/plain'],
		['is bytes', 400, Buffer.from([0, 255, 254, 128]), 'application/octet-stream'],
		['is empty', 400, '', 'application/json'],
		['is a multipart form', 400, '--b\r\n\r\n{}\r\n--b--\r\n', 'multipart/form-data; boundary=b'],
		['is an array of events', 400, JSON.stringify([ended()]), 'application/json'],
		['is null', 400, 'null', 'application/json'],
		['is a form', 400, 'a=1&'.repeat(100_001), 'text/x'],
		['is too large', 413, `{"a":"${'x'.repeat(5_000_000)}"}`, 'application/json'],
		['has objects nested 10,000 levels deep', 400, deep, 'application/json'],
		['has arrays nested 10,000 levels deep', 400, arrays, 'text/x'],
	])('a body that %s gets HTTP %d and is logged', async (_what, status, body, type) => {
		const headers = { 'content-type': type };

		expect(await trigger.deliver(body, { headers })).toEqual({ status, body: { taken: false } });
		expect(trigger.logged).toEqual([
			expect.stringMatching(
				/^Talkover Trigger: rejected a delivery because its body (?:is|isn't|can't|has) /,
			),
		]);
		expect(trigger.started).toEqual([]);
	});

	test.each<[string, number, string | Buffer]>([
		['is larger than n8n takes', 413, 'x'.repeat(17_000_000)],
		['is not zipped as it says', 400, 'x'],
		['ends too early', 400, gzipSync('{"event":"event_phone_call_ended"}').subarray(0, -12)],
	])('a body that %s gets HTTP %d and starts no execution', async (_what, status, body) => {
		const zipped = status === 413 ? {} : { 'content-encoding': 'gzip' };
		const headers = { 'content-type': 'application/octet-stream', ...zipped };

		expect(await trigger.deliver(body, { headers })).toEqual({ status, body: { taken: false } });
		const why = status === 413 ? 'its body is too large' : "its body can't be read";
		expect(trigger.logged).toEqual([`Talkover Trigger: rejected a delivery because ${why}`]);
		expect(trigger.started).toEqual([]);
		// n8n would store a failed execution for an error.
		expect(trigger.host.log).toEqual([]);
	});

	test('a multipart form that claims to be compressed does not block', async () => {
		const type = 'multipart/form-data; boundary=b';
		const headers = { 'content-type': type, 'content-encoding': 'gzip' };

		const answer = await trigger.deliver('--b--\r\n', { headers });
		expect(answer).toEqual({ status: 400, body: { taken: false } });
	});

	test.each([
		['{"a":', 'application/json'],
		['{"a":1}', 'application/xml'],
	])('the body %s, which n8n itself cannot parse, does not reach the node', async (body, type) => {
		const answer = await trigger.deliver(body, { headers: { 'content-type': type } });

		expect(answer).toMatchObject({ status: 422 });
		expect(trigger.started).toEqual([]);
	});

	test('a body of 4 MB or with 40 levels of nesting is accepted', async () => {
		const nested = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as object;

		expect(await trigger.deliver(ended({ transcript: 'x'.repeat(4_000_000) }))).toEqual(STARTED);
		expect(await trigger.deliver(ended(nested))).toEqual(STARTED);
	});

	test('a body with names of built-in properties is treated as data', async () => {
		const body =
			'{"event":"e","__proto__":{"call_id":"p"},"constructor":{"id":1},"call":{"__proto__":{"id":"q"}}}';
		await trigger.deliver(body);

		expect(trigger.started).toHaveLength(1);
		expect(trigger.started[0]).not.toHaveProperty('callId');
		expect(JSON.stringify(trigger.started[0]?.body)).toBe(body);
	});
});

const sample = (stamp: string) => ({ event: 'webhook.test', test: true, timestamp: stamp });

test('a test delivery is acknowledged and starts nothing', async () => {
	expect(await trigger.deliver(sample('1'))).toEqual(ignored('test'));
	expect(await trigger.deliver(ended({ test: true }))).toEqual(ignored('test'));
	expect(trigger.started).toEqual([]);
});

test('a test delivery starts the workflow, marked as a test, if the option is enabled', async () => {
	trigger.setOptions({ startOnTest: true });
	await trigger.deliver(sample('2'));

	expect(trigger.started).toMatchObject([{ event: 'webhook.test', test: true }]);
});

test('a test delivery starts the workflow while the editor listens', async () => {
	await trigger.host.listen();
	const from = trigger.webhooks()[2] ?? {};
	await trigger.deliver(sample('3'), { from, test: true });

	expect(trigger.started).toMatchObject([{ event: 'webhook.test', test: true }]);
});
