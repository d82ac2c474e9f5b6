import type { IDataObject } from 'n8n-workflow';

import { VirtualClock } from '../../../tools/harness/virtualClock';
import type { Send } from '../../../nodes/Talkover/api/client';
import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import { AgentCalls } from '../../../nodes/Talkover/resources/call/state/agentCalls';

const PHONE = '+12125550123';
const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 12);

/** What is known of an agent whose list has these calls. */
function arrange() {
	const clock = new VirtualClock();
	jest.spyOn(Date, 'now').mockImplementation(() => START + clock.now());
	const calls: IDataObject[] = [];
	const send: Send = async (request) =>
		Promise.resolve({
			...doneWith(request, { data: [...calls], meta: { last_page: 1 } }),
			clockOffset: 0,
		});
	const begin = () => {
		const at = new Date(Date.now()).toISOString();
		calls.push({ id: 'call-1', to: PHONE, status: 'ringing', created_at: at });
	};
	return { clock, begin, known: new AgentCalls('agent-1', send, clock, 20) };
}

test('a list that somebody else has read is not used before the first poll', async () => {
	const { begin, known } = arrange();
	begin();

	known.learn([], { startedAt: Date.now(), since: 0 });

	expect(await known.mayBeWith(PHONE)).toBe(true);
});

test('a list that somebody else has read is not used if it begins after the last poll', async () => {
	const { clock, begin, known } = arrange();
	expect(await known.mayBeWith('+13125550123')).toBe(false);
	begin();
	await clock.runUntil(clock.sleep(3 * MINUTE));

	known.learn([], { startedAt: Date.now(), since: Date.now() - MINUTE });

	expect(await known.mayBeWith(PHONE)).toBe(true);
});

test('a list that somebody else has read replaces a poll', async () => {
	const { clock, begin, known } = arrange();
	expect(await known.mayBeWith('+13125550123')).toBe(false);
	await clock.runUntil(clock.sleep(3 * MINUTE));

	known.learn([], { startedAt: Date.now(), since: Date.now() - 5 * MINUTE });
	begin();

	expect(await known.mayBeWith(PHONE)).toBe(false);
});
