import type { IDataObject } from 'n8n-workflow';

import { readDelivery } from '../../../nodes/Talkover/trigger/deliveries/deliveries';
import { deliveryKeyOf } from '../../../nodes/Talkover/trigger/deliveries/deliveryKey';
import type { Headers } from '../../../nodes/Talkover/trigger/deliveries/sender/authenticity';

const ENDED = 'event_phone_call_ended';
const REPORT = 'campaign_call.completed';
const ATTEMPT = { event: REPORT, call_id: 'c', attempt: 2, started_at: '2026-01-01T10:00:00Z' };
/** What the variables of a call may be called. */
const VARIABLES = { test: true, event: 'wedding', call_id: 2 };

// Workflows store keys in n8n's Remove Duplicates. If a key changes, a new version of the package lets repeats
// through. The digits are those of sha256sum, e.g. of "webhook-1"["event_phone_call_ended","call-1",[]]
const ENDED_KEY = 'event_phone_call_ended:call-1:2d6a3058a759ea2db61e16f4828a409a';
const IN_DATA_KEY = 'event_phone_call_ended:12:07f7e10d6413423d5c2a087ad4f458cc';
const TRANSFER_KEY = 'event_phone_call_ended:call-1:71e8f1976824578831b096717b4e546f';
const ACTION_KEY = 'event_action:call-1:8b3bcbcaefddf88bf75b6faa7cacd3b3';
const CAMPAIGN_KEY = 'campaign.completed:c47967c5c7bc6374fda4a83528089698';
const ATTEMPT_KEY = 'campaign_call.completed:c:3d6522fe009b67015be8a26d33ae8374';

interface From {
	readonly source?: string | undefined;
	readonly webhookId?: string;
	readonly headers?: Headers;
}

/** The key of a delivery of a webhook. */
function keyOf(
	body: IDataObject,
	{ source = 'agent', webhookId = 'webhook-1', headers = {} }: From = {},
): string {
	const sender = { source, webhookId, ownerId: 'owner-1' };
	return deliveryKeyOf(readDelivery(body), { body, headers, sender }).key;
}

test.each<[string, IDataObject, string, string?]>([
	['an ended call', { event: ENDED, call_id: 'call-1', duration: 9 }, ENDED_KEY],
	['an ended call in data', { event: ENDED, data: { call: { id: 12 } } }, IN_DATA_KEY],
	['an ended call in payload', { payload: { event: ENDED, call_id: 'call-1' } }, ENDED_KEY],
	['a call with variables', { event: ENDED, call_id: 'call-1', payload: VARIABLES }, ENDED_KEY],
	['a transfer', { event: ENDED, call_id: 'call-1', agent_id: 'agent-2' }, TRANSFER_KEY],
	['an action', { event: 'event_action', call_id: 'call-1', timestamp: 7, sent_at: 8 }, ACTION_KEY],
	['an ID', { event: 'campaign.completed', event_id: 7, sent_at: 8 }, CAMPAIGN_KEY, 'campaign'],
	['an attempt', ATTEMPT, ATTEMPT_KEY, 'campaign'],
	['an attempt in payload', { payload: ATTEMPT }, ATTEMPT_KEY, 'campaign'],
])('the key of %s never changes', (_what, body, key, ...[source]) => {
	expect(keyOf(body, { source })).toBe(key);
});

test('the key depends on the webhook', () => {
	const body = { event: ENDED, call_id: 'call-1' };

	expect(keyOf(body, { webhookId: 'webhook-2' })).not.toBe(keyOf(body));
});

test('the key contains event and call in at most 155 characters, whatever their names', () => {
	const key = keyOf({ event: 'é\n"$'.repeat(100_000), call_id: ' a:b '.repeat(100_000) });

	expect(key).toMatch(/^[\w.-]{60}:[\w.-]{60}:[0-9a-f]{32}$/);
	expect(key).toContain(':a_b');
});

test('calls whose IDs look the same in the key have different keys', () => {
	const long = 'x'.repeat(60);
	const keys = ['a b', 'a_b', `${long}1`, `${long}2`].map((id) => {
		return keyOf({ event: ENDED, call_id: id });
	});

	expect(new Set(keys).size).toBe(4);
});

const ACTION = { event: 'event_action', action: 'a' };
const AT = { ...ACTION, timestamp: '2026-01-01T10:00:00.123Z' };
const TRANSCRIPT = { event: 'event_call_transcript', event_id: 'e', timestamp: 1, text: 'Hi' };
const STARTED_AT = { started_at: '2026-01-01T10:00:00Z' };
const TIMES_OF_CALL = { id: 'c', created_at: '2026-01-01T09:59:00Z', ...STARTED_AT };
const CAMPAIGN = { campaign_id: 'campaign-1' };
const ofCampaign = (more: IDataObject): IDataObject => ({ ...CAMPAIGN, ...more });
const inData = (campaign_call: IDataObject) => ({ data: { campaign_call } });
const startedAt = (started_at: string) => ({ attempt: 1, call: { started_at } });

/** The end of a call. */
const callEnded = (more: IDataObject): IDataObject => ({
	event: ENDED,
	call_id: 'call-1',
	...more,
});

test.each<[string, IDataObject, IDataObject, Headers?]>([
	['another attempt of the delivery', { attempt: 1 }, { attempt: 2 }],
	['another text beside the ID of the event', { event: 'x', event_id: 7 }, { text: 'b' }],
	['the ID of the event in an object', { event: { name: 'event_new', id: 7 } }, { more: 1 }],
	['the ID of the action in an object', { event: { name: 'event_action', id: 7 } }, { more: 1 }],
	['an ID that is one of an event', { event: 'x', id: 'evt_1' }, { more: 1 }],
	['nothing, and a time', AT, {}],
	['nothing, and a time besides those of its call', { ...AT, call: TIMES_OF_CALL }, {}],
	['nothing, and times of the call', { event: 'campaign_call.failed', call: TIMES_OF_CALL }, {}],
	['nothing, and a start without a call', { event: 'x', call_id: null, ...STARTED_AT }, {}],
	['the ID of the delivery, and a time', { ...AT, delivery_id: 1 }, { delivery_id: 2 }],
	['nothing, and an ID in a header', ACTION, {}, { 'x-talkover-event-id': 'e-1' }],
	['the agent of the webhook', {}, { agent_id: 'owner-1' }],
	['an attempt, without a campaign', { campaign_id: null, attempt: 1 }, { attempt: 2 }],
	['the timestamp', ofCampaign({ attempt: 1, timestamp: 1 }), { timestamp: 2 }],
	['sent_at', ofCampaign({ timestamp: 3, sent_at: 1 }), { sent_at: 2 }],
	['delivered_at', ofCampaign({ ended_at: 3 }), { delivered_at: '2026-01-01' }],
	['the webhook', ofCampaign({ timestamp: 3, webhook: { a: 1 } }), { webhook: { a: 2 } }],
	['sent_at in data', ofCampaign({ timestamp: 3, data: { sent_at: 1 } }), { data: { sent_at: 2 } }],
	['the form of its IDs', ofCampaign({ attempt: 1, call_id: 4 }), { call_id: '4', attempt: '1' }],
	['an attempt outside the call', ofCampaign({ call: { attempt: 1 } }), { attempt: 2 }],
])('a repeat that differs in %s has the same key', (_what, first, second, headers = {}) => {
	const body = callEnded(first);

	expect(keyOf({ ...body, ...second }, { headers })).toBe(keyOf(body, { headers }));
});

test.each<[string, IDataObject, IDataObject]>([
	['about another call', {}, { call_id: 'another' }],
	['about another event', {}, { event: 'event_voicemail_detected' }],
	['for another agent of a call that was transferred', {}, { agent_id: 'agent-2' }],
	['at another time', AT, { timestamp: '2026-01-01T10:00:00.124Z' }],
	['about the same calendar event', { ...AT, event_id: 7 }, { action: 'b' }],
	['in an object with an ID', { ...AT, event: { id: 7 }, type: 'event_action' }, { action: 'b' }],
	['that is another test', { test: true, timestamp: 1 }, { timestamp: 2 }],
	['with another attempt', ofCampaign({ attempt: 1 }), { attempt: 2 }],
	[
		'with another attempt_number as text',
		ofCampaign({ attempt_number: '1' }),
		{ attempt_number: '2' },
	],
	['with another retry', ofCampaign({ retry: false }), { retry: true }],
	[
		'with another attempt of the call',
		ofCampaign({ call: { attempt: 1 } }),
		{ call: { attempt: 2 } },
	],
	['with other retries in data', ofCampaign({ data: { retries: 0 } }), { data: { retries: 1 } }],
	['with other retries of the call in data', inData({ retries: 0 }), inData({ retries: 1 })],
	['with other times beside the same attempt', ofCampaign(startedAt('1')), startedAt('2')],
	[
		'with another ended_at of the call',
		ofCampaign({ call: { ended_at: 1 } }),
		{ call: { ended_at: 2 } },
	],
	[
		'with another timestamp of the call',
		ofCampaign({ call: { timestamp: 1 } }),
		{ call: { timestamp: 2 } },
	],
	['with another timestamp', ofCampaign({ timestamp: 1 }), { timestamp: 2 }],
	[
		'with another attempt, and the campaign in data',
		{ data: CAMPAIGN, attempt: 1 },
		{ attempt: 2 },
	],
	['with another attempt, and a campaign', { campaign: { id: 7 }, attempt: 1 }, { attempt: 2 }],
])('an event %s has another key, which its repeats have as well', (_what, first, second) => {
	const body = callEnded(first);
	const other = { ...body, ...second };

	expect(keyOf(other)).not.toBe(keyOf(body));
	expect([keyOf(body), keyOf(other)]).toEqual([keyOf(body), keyOf(other)]);
});

test('an ID in a header distinguishes events, and the webhook of a campaign attempts', () => {
	const withHeader = (id: string) => keyOf(callEnded(ACTION), { headers: { 'x-delivery-id': id } });
	const ofSource = (retries: number) => keyOf(callEnded({ retries }), { source: 'campaign' });

	expect(withHeader('e-1')).not.toBe(withHeader('e-2'));
	expect(ofSource(0)).not.toBe(ofSource(1));
});

test.each<[string, IDataObject, Headers?]>([
	['that looks the same, such as a second action', ACTION],
	['with the ID of a call', { ...ACTION, id: 7 }],
	['with the ID of a calendar event', { ...ACTION, call: { event_id: 7 } }],
	['with the ID of a request in a header', ACTION, { 'x-request-id': 'e-1' }],
	['with the times of its call only', { ...ACTION, call: TIMES_OF_CALL }],
	['with the times of its call beside its ID', { ...ACTION, ...STARTED_AT }],
	['that is a part of a transcript', TRANSCRIPT],
	['without a call', { event: 'campaign.paused', call_id: null }],
	['without a call that ended', { call_id: null }],
	['that has no name', { event: '', timestamp: 7, event_id: 1 }],
	['about an attempt without a number and a time', ofCampaign({ duration: 3 })],
	['about a call with the ID 0, which is none', { call_id: 0, data: { call: { id: 0 } } }],
	['about a call with the ID "null", which is none', { call_id: 'null' }],
	['with the ID 0, which is none', { event: 'campaign.paused', call_id: null, event_id: 0 }],
])('an event %s has a new key each time', (_what, more, headers = {}) => {
	const body = callEnded(more);

	expect(keyOf(body, { headers })).not.toBe(keyOf(body, { headers }));
});
