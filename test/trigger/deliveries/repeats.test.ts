import { SEED } from '../../../tools/simulator/state';
import { ended, forAgents, ignored, STARTED } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(2);
const trigger = useTrigger(talkover, ofAgents);

beforeEach(async () => {
	await trigger.host.activate();
});

test.each<[object, object, boolean]>([
	[{ contextField: 'dealId' }, { context: { dealId: 0 } }, true],
	[{ contextField: 'dealId' }, { context: { other: 1 } }, false],
	[{ contextField: 'dealId' }, {}, false],
	[{ contextField: 'dealId' }, { context: { dealId: '' } }, false],
	[{ contextField: 'dealId' }, { context: { dealId: null } }, false],
	[{ contextField: 'toString' }, { context: {} }, false],
	[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: 42 } }, true],
	[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: '42' } }, true],
	[{ contextField: 'dealId', contextValue: '42' }, { context: { dealId: '421' } }, false],
	[{ contextField: 'dealId ', contextValue: ' 42' }, { context: { dealId: '42 ' } }, true],
	[{ minDurationSeconds: 30 }, { duration: 30 }, true],
	[{ minDurationSeconds: 30 }, { duration: 29.5 }, false],
	[{ minDurationSeconds: 30 }, {}, true],
])('options %j with a delivery %j start the workflow: %j', async (options, body, wanted) => {
	trigger.setOptions(options);

	expect(await trigger.deliver(ended(body))).toEqual(wanted ? STARTED : ignored('filtered'));
	expect(trigger.started).toHaveLength(wanted ? 1 : 0);
});

const twice = async (first: object, second: object) => {
	await trigger.deliver(first);
	return trigger.deliver(second);
};

const TALK = { event: 'event_call_transcript', event_id: 'e', timestamp: 1, text: 'Hi' };
const ACTION = { event: 'event_action', action: 'a' };
const STARTED_AT = { started_at: '2026-01-01T10:00:00Z' };
const TIMES_OF_CALL = { id: 'c', created_at: '2026-01-01T09:59:00Z', ...STARTED_AT };
const FAILED_CALL = { event: 'campaign_call.failed', attempt: 1 };
const AT = { ...ACTION, timestamp: '2026-01-01T10:00:00.123Z' };

test.each<[string, object, object, Record<string, string>?]>([
	['another attempt of the delivery', { attempt: 1 }, { attempt: 2 }],
	['another text beside the ID of the event', { event: 'x', event_id: 7 }, { text: 'b' }],
	['the ID of the event in an object', { event: { name: 'x', id: 7 } }, { more: 1 }],
	['the ID of the action in an object', { event: { name: 'event_action', id: 7 } }, { more: 1 }],
	['an ID that is one of an event', { event: 'x', id: 'evt_1' }, { more: 1 }],
	['nothing, and a time', AT, {}],
	['nothing, and a time besides those of its call', { ...AT, call: TIMES_OF_CALL }, {}],
	['nothing, and times of the call that failed', { ...FAILED_CALL, call: TIMES_OF_CALL }, {}],
	['nothing, and a start without a call', { event: 'x', call_id: null, ...STARTED_AT }, {}],
	['the ID of the delivery, and a time', { ...AT, delivery_id: 1 }, { delivery_id: 2 }],
	['nothing, and an ID in a header', ACTION, {}, { 'x-talkover-event-id': 'e-1' }],
	['a name only, for the only event', { event: '' }, { duration: 1 }],
])('a repeat that differs in %s is recognized', async (_what, first, second, headers = {}) => {
	const body = ended(first);
	expect(await trigger.deliver(body, { headers })).toEqual(STARTED);

	expect(await trigger.deliver({ ...body, ...second }, { headers })).toEqual(ignored('duplicate'));
});

test.each<[string, object, object, Record<string, string>?]>([
	['about another call', {}, { call_id: 'another' }],
	['about another event', {}, { event: 'event_voicemail_detected' }],
	['for another agent of a call that was transferred', {}, { agent_id: SEED.salesAgentId }],
	['that looks the same, such as a second action', ACTION, {}],
	['with the same ID of a call', { ...ACTION, id: 7 }, {}],
	['at another time', AT, { timestamp: '2026-01-01T10:00:00.124Z' }],
	['with the ID of a calendar event', { ...ACTION, call: { event_id: 7 } }, {}],
	['about the same calendar event', { ...AT, event_id: 7 }, { action: 'b' }],
	[
		'about the same calendar event in an object',
		{ ...AT, event: { id: 7 }, type: 'event_action' },
		{ action: 'b' },
	],
	['with another ID in a header', ACTION, {}, { 'x-delivery-id': 'e-2' }],
	['with the ID of a request in a header', ACTION, {}, { 'x-request-id': 'e-1' }],
	['with the times of its call only', { ...ACTION, call: TIMES_OF_CALL }, {}],
	['with the times of its call beside its ID', { ...ACTION, ...STARTED_AT }, {}],
	['that is a part of a transcript', TALK, {}],
	['without a call', { event: 'campaign.paused', call_id: null }, {}],
	['without a call that ended', { call_id: null }, {}],
])('an event %s is not a repeat', async (_what, first, second, headers = {}) => {
	const body = ended(first);
	await trigger.deliver(body, { headers: { 'x-delivery-id': 'e-1' } });

	const answer = await trigger.deliver({ ...body, ...second }, { headers });
	expect(answer).toEqual(STARTED);
});

test('only one of twenty simultaneous repeats starts the workflow', async () => {
	const body = ended();
	const answers = await Promise.all(Array.from({ length: 20 }, () => trigger.deliver(body)));

	expect(
		answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(ignored('duplicate'))),
	).toHaveLength(19);
	expect(trigger.started).toHaveLength(1);
});

test('an event without a name is not a repeat if the webhook receives several events', async () => {
	trigger.host.change({ parameters: { ...ofAgents, options: { otherEvents: 'event_action' } } });
	await trigger.host.restart();
	const body = { call_id: 'call-1', timestamp: 7, event_id: 1 };

	expect(await twice(body, body)).toEqual(STARTED);
});

const campaign_id = SEED.activeCampaignId;
const inData = (campaign_call: object) => ({ data: { campaign_call } });
const startedAt = (started_at: string) => ({ attempt: 1, call: { started_at } });

test.each<[string, object, object]>([
	['attempt', { attempt: 1 }, { attempt: 2 }],
	['attempt_number as text', { attempt_number: '1' }, { attempt_number: '2' }],
	['retries', { retries: 0 }, { retries: 1 }],
	['retry', { retry: false }, { retry: true }],
	['attempt of the call', { call: { attempt: 1 } }, { call: { attempt: 2 } }],
	['retries in data', { data: { retries: 0 } }, { data: { retries: 1 } }],
	['retries of the call in data', inData({ retries: 0 }), inData({ retries: 1 })],
	['times beside the same attempt', startedAt('2026-01-01'), startedAt('2026-01-02')],
	['started_at', { started_at: '2026-01-01' }, { started_at: '2026-01-02' }],
	['ended_at of the call', { call: { ended_at: 1 } }, { call: { ended_at: 2 } }],
	['timestamp of the call', { call: { timestamp: 1 } }, { call: { timestamp: 2 } }],
	['timestamp', { timestamp: 1 }, { timestamp: 2 }],
])('a new attempt with another %s starts the workflow', async (_what, first, second) => {
	const body = ended({ campaign_id });

	expect(await twice({ ...body, ...first }, { ...body, ...second })).toEqual(STARTED);
	expect(await trigger.deliver({ ...body, ...first })).toEqual(ignored('duplicate'));
	expect(await trigger.deliver({ ...body, ...second })).toEqual(ignored('duplicate'));
});

test('an attempt without a number and a time always starts the workflow', async () => {
	const body = ended({ campaign_id, duration: 3 });

	expect(await twice(body, body)).toEqual(STARTED);
	expect(await trigger.deliver({ ...body, retry_count: 1 })).toEqual(STARTED);
});

test.each<[string, object, object, object]>([
	['nothing', { attempt: 1 }, {}, {}],
	['the timestamp', { attempt: 1 }, { timestamp: 1 }, { timestamp: 2 }],
	['sent_at', { timestamp: 3 }, { sent_at: 1 }, { sent_at: 2 }],
	['delivered_at', { ended_at: 3 }, {}, { delivered_at: '2026-01-01' }],
	['the delivery', { timestamp: 3 }, { delivery: { a: 1 } }, { delivery: { a: 2 } }],
	['the webhook', { timestamp: 3 }, { webhook: { a: 1 } }, { webhook: { a: 2 } }],
	['sent_at in data', { timestamp: 3 }, { data: { sent_at: 1 } }, { data: { sent_at: 2 } }],
	['the form of its IDs', { attempt: 1 }, { call_id: 4711 }, { call_id: '4711', attempt: '1' }],
	['another attempt', { call: { attempt: 1 } }, { attempt: 1 }, { attempt: 2 }],
	['a link', { attempt: 1 }, { url: 'https://a.example?1' }, { url: 'https://a.example?2' }],
])('a repeat that differs in %s is recognized', async (_what, more, first, second) => {
	const body = ended({ campaign_id, ...more });

	expect(await twice({ ...body, ...first }, { ...body, ...second })).toEqual(ignored('duplicate'));
});

test.each<[string, object]>([
	['its ID in data', { data: { campaign_id } }],
	['an object', { campaign: { id: 7 } }],
	['a campaign call', { campaign_call: { status: 'completed' } }],
])('a call belongs to a campaign that is named by %s', async (_what, named) => {
	const body = ended(named);

	expect(await twice({ ...body, attempt: 1 }, { ...body, attempt: 2 })).toEqual(STARTED);
	expect(await trigger.deliver({ ...body, attempt: 2 })).toEqual(ignored('duplicate'));
});

test.each([null, ''])('a call does not belong to a campaign that is %j', async (none) => {
	const body = ended({ campaign_id: none });

	expect(await twice({ ...body, attempt: 1 }, { ...body, attempt: 2 })).toEqual(
		ignored('duplicate'),
	);
});

test('a webhook of a campaign distinguishes attempts without the ID of the campaign', async () => {
	const event = 'campaign_call.completed';
	trigger.host.change({
		parameters: { source: 'campaign', campaignIds: [campaign_id], campaignEvents: [event] },
	});
	await trigger.host.restart();
	const body = ended({ event });

	expect(await twice({ ...body, retries: 0 }, { ...body, retries: 1 })).toEqual(STARTED);
	expect(await trigger.deliver({ ...body, retries: 0, timestamp: 7 })).toEqual(
		ignored('duplicate'),
	);
});

test('a repeat starts the workflow if duplicates are allowed', async () => {
	trigger.setOptions({ dropDuplicates: false });
	const body = ended();

	expect(await twice(body, body)).toEqual(STARTED);
	expect(trigger.started).toHaveLength(2);
});

test('a delivery at the test URL does not count as a repeat at the production URL', async () => {
	await trigger.host.listen();
	const body = ended();
	const from = trigger.webhooks()[2] ?? {};

	expect(await trigger.deliver(body, { from, test: true })).toEqual(STARTED);
	expect(await trigger.deliver(body)).toEqual(STARTED);
});

test.each([
	['of another workflow', { workflowId: 'workflow-2', webhookId: 'of-workflow-2' }],
	['of another node', { nodeId: '2', webhookId: 'of-node-2' }],
])('a delivery at the webhook %s is no repeat, even with the same ID', async (_which, ids) => {
	const body = ended();
	const [{ id: chosen } = {}] = trigger.webhooks();
	await trigger.deliver(body);
	trigger.use(trigger.host.copy(ids));
	trigger.host.saved = '{}';
	await trigger.host.activate();
	const [, , from = {}] = trigger.webhooks();
	trigger.host.saved = trigger.host.saved.replaceAll(String(from.id), String(chosen));

	expect(await trigger.deliver(body, { from })).toEqual(STARTED);
	expect(await trigger.deliver(body, { from })).toEqual(ignored('duplicate'));
});

test('a second test starts the workflow, even if Talkover uses the same call for all tests', async () => {
	trigger.setOptions({ startOnTest: true });
	const body = ended({ test: true, timestamp: 1 });

	expect(await twice(body, { ...body, timestamp: 2 })).toEqual(STARTED);
	expect(await trigger.deliver(body)).toEqual(ignored('duplicate'));
});

test('a delivery that did not start the workflow is not remembered', async () => {
	trigger.setOptions({ minDurationSeconds: 30 });
	const body = ended();
	await trigger.deliver({ ...body, duration: 1 });

	expect(await trigger.deliver({ ...body, duration: 31 })).toEqual(STARTED);
});
