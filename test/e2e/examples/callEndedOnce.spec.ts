import { isRecord } from '../../../nodes/Talkover/base/json';
import { readExample } from '../../../scripts/examples/files';
import { stepsOf } from '../../../scripts/examples/workflow';
import { expect, test } from './support/fixtures';
import { HttpApi } from './services/httpApi';

const TRIGGER = 'Call Ended';
const WEEKLY = 'Every Sunday Night';
const ONCE = 'Remove Repeated Events';

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
	const imported = await example.store('call-ended-once.json');
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

test('a full history fails, and events pass again once the weekly part has emptied it', async ({
	example,
	internet,
}) => {
	const crm = internet.play(new HttpApi('crm.example.com', { saved: true }));
	const imported = await example.store('call-ended-once.json');
	const once = stepsOf(readExample('call-ended-once.json')).find(({ name }) => name === ONCE);
	const options = once?.parameters.options;
	const smaller = { ...(isRecord(options) ? options : {}), historySize: 1 };
	const deliver = async (call: string) => {
		await imported.fill({
			parameters: { [ONCE]: { options: smaller } },
			pin: { [TRIGGER]: [ended(call, `key of ${call}`)], [WEEKLY]: [{}] },
		});
		return imported.start(TRIGGER);
	};

	await imported.execution(await deliver('call-1'));
	const { error } = await imported.execution(await deliver('call-2'), 'error');
	expect(error).toContain('exceeds the maximum history size');
	await imported.run(WEEKLY);
	await imported.execution(await deliver('call-2'));

	expect(crm.posted.map(({ body }) => body)).toEqual([
		expect.objectContaining({ callId: 'call-1' }),
		expect.objectContaining({ callId: 'call-2' }),
	]);
});
