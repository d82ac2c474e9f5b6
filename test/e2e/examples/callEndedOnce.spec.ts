import { expect, test } from './fixtures';
import { HttpApi } from './services/httpApi';

const TRIGGER = 'Call Ended';

/** What the trigger puts out for the end of a call. */
function ended(call: string, deliveryKey: string) {
	const event = 'event_phone_call_ended';
	const body = { event, call_id: call, duration: 61 };
	const receivedAt = new Date().toISOString();
	return { event, receivedAt, deliveryKey, callId: call, context: { dealId: '42' }, body };
}

test('the result of each call reaches the CRM once, even if its event is delivered again', async ({
	example,
	internet,
}) => {
	const crm = internet.play(new HttpApi('crm.example.com', { saved: true }));
	const imported = await example.import('call-ended-once.json');
	const first = ended('call-1', 'event_phone_call_ended:call-1:a');
	const repeat = ended('call-1', 'event_phone_call_ended:call-1:a');
	const another = ended('call-2', 'event_phone_call_ended:call-2:b');

	for (const delivery of [first, repeat, another]) {
		await imported.fill({ pin: { [TRIGGER]: [delivery] } });
		await imported.run(TRIGGER);
	}

	expect(crm.posted).toEqual(
		['call-1', 'call-2'].map((callId) => ({
			path: '/call-results',
			body: { callId, seconds: 61, context: { dealId: '42' } },
		})),
	);
});
