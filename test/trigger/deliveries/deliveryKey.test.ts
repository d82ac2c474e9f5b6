import type { IDataObject } from 'n8n-workflow';

import { readDelivery } from '../../../nodes/Talkover/trigger/deliveries/deliveries';
import { deliveryKeyOf } from '../../../nodes/Talkover/trigger/deliveries/deliveryKey';
import { ended, forAgents } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

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

/** The key of a delivery of a webhook. */
function keyOf(body: IDataObject, source = 'agent', webhookId = 'webhook-1'): string {
	const sender = { source, webhookId, ownerId: 'owner-1' };
	return deliveryKeyOf(readDelivery(body), { body, headers: {}, sender }).key;
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
	expect(keyOf(body, source)).toBe(key);
});

test('the key depends on the webhook', () => {
	const body = { event: ENDED, call_id: 'call-1' };

	expect(keyOf(body, 'agent', 'webhook-2')).not.toBe(keyOf(body));
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

describe('the key of a delivery identifies its event', () => {
	const talkover = useSimulator();
	const trigger = useTrigger(talkover, forAgents(2));
	const keys = () => trigger.started.map(({ deliveryKey }) => String(deliveryKey));

	beforeEach(async () => {
		trigger.setOptions({ dropDuplicates: false });
		await trigger.host.activate();
	});

	test('a repeat has the key of the first delivery, also after a restart of n8n, and another one at the test URL', async () => {
		const body = ended({ attempt: 1 });
		await trigger.deliver(body);
		await trigger.host.restart();
		await trigger.deliver({ ...body, attempt: 2 });
		await trigger.host.listen();
		const from = trigger.webhooks()[2] ?? {};
		await trigger.deliver(body, { from, test: true });

		const [first, second, third] = keys();
		expect(second).toBe(first);
		expect(third).not.toBe(first);
	});
});

test.each([0, -1, 'null', '00000000-0000-0000-0000-000000000000'])(
	'the ends of two calls with the ID %p, which is none, are two events',
	(id) => {
		const body = { event: ENDED, call_id: id, data: { call: { id } } };

		expect(keyOf(body)).not.toBe(keyOf(body));
	},
);

test('events with the ID 0, which is none, are different events', () => {
	const body = { event: 'campaign.paused', event_id: 0 };

	expect(keyOf(body)).not.toBe(keyOf(body));
});
