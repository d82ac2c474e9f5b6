import { isRecord } from '../../../nodes/Talkover/base/json';
import { readExample } from '../../../tools/scripts/examples/files';
import { stepsOf } from '../../../tools/scripts/examples/workflow';
import { expect, test } from './support/fixtures';
import { ownCrm } from './services/ownCrm';

const TRIGGER = 'Call Ended';
const WEEKLY = 'Every Sunday Night';
const ONCE = 'Remove Repeated Events';

/** What the trigger puts out for the end of a call. */
function ended(call: string) {
	const event = 'event_phone_call_ended';
	const body = { event, call_id: call, duration: 61 };
	const receivedAt = new Date().toISOString();
	const deliveryKey = `${event}:${call}`;
	return { event, receivedAt, deliveryKey, callId: call, context: { dealId: '42' }, body };
}

test('the result of each call reaches the CRM once', async ({ example, internet }) => {
	const crm = internet.play(ownCrm());
	const imported = await example.store('call-ended-once.json');
	const once = stepsOf(readExample('call-ended-once.json')).find(({ name }) => name === ONCE);
	const options = once?.parameters.options;
	const smaller = { ...(isRecord(options) ? options : {}), historySize: 1 };
	const deliver = async (call: string, status?: string) => {
		await imported.fill({
			parameters: status === 'error' ? { [ONCE]: { options: smaller } } : {},
			pin: { [TRIGGER]: [ended(call)], [WEEKLY]: [{}] },
		});
		return imported.execution(await imported.start(TRIGGER), status);
	};

	await deliver('call-1');
	await deliver('call-1');
	// As if the history was full.
	const { error } = await deliver('call-2', 'error');
	expect(error).toContain('exceeds the maximum history size');
	await imported.run(WEEKLY);
	await deliver('call-2');

	const context = { dealId: '42' };
	expect(crm.results).toEqual([
		{ callId: 'call-1', seconds: 61, context },
		{ callId: 'call-2', seconds: 61, context },
	]);
});
