import type { IDataObject } from 'n8n-workflow';

import { accountOf } from '../../../nodes/Talkover/api/account';
import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { RateLimiter } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import { withRetries } from '../../../nodes/Talkover/api/pacing/retry';
import { failureFromAnswer } from '../../../nodes/Talkover/api/response/failure';
import { ok } from '../../../nodes/Talkover/base/result';
import type { Job } from '../../../nodes/Talkover/operation/operation';
import { Creations } from '../../../nodes/Talkover/run/creations/creations';
import { History } from '../../../nodes/Talkover/run/creations/history';
import { Ledger } from '../../../nodes/Talkover/run/creations/ledger';
import { transportOf } from '../../../harness/transport';
import { VirtualClock } from '../../../harness/virtualClock';

const ACCOUNT = accountOf('https://app.talkover.ai/api/v1', 'talq_0123456789', 'credential-1');

test('a creation that waits for the rate limit is not recorded as sent', async () => {
	const clock = new VirtualClock();
	const pause = createPause(undefined, clock);
	const context: IDataObject = {};
	const facts = { id: '1', isRetry: false, establishedAt: undefined };
	const ledger = new Ledger(context, 0, ACCOUNT, false);
	const creations = new Creations(ledger, new History({}, facts, ACCOUNT, 0), pause);
	const job: Job = {
		request: {
			method: 'POST',
			path: ['agents', 'A', 'call'],
			creates: { key: ['call', '+15550100'], label: 'the call', where: 'the calls' },
		},
		looksFirst: false,
		run: async ({ send }) => {
			const answer = await send(job.request);
			return answer.ok ? ok({ items: [answer.body] }) : answer;
		},
	};
	const recorded: string[] = [];
	const limiter = new RateLimiter({ clock: pause.clock }).enter({
		pause,
		onWaiting: () => recorded.push(JSON.stringify(context)),
	});
	let sent = 0;

	const result = creations.run(0, job, {
		sendOnce: async () => {
			recorded.push(JSON.stringify(context));
			sent += 1;
			const limited = { ...failureFromAnswer(429, {}), rateLimit: { waitMs: 60_000 } };
			return Promise.resolve(sent === 1 ? limited : { ok: true, status: 200, body: { id: 'c' } });
		},
		withRetries: (send) => withRetries(send, { limiter, pause, maxRetries: 5 }),
		common: transportOf(async () => Promise.reject(new Error('not used'))),
		onPage: () => undefined,
	});

	expect(await clock.runUntil(result)).toEqual(ok({ items: [{ id: 'c' }] }));
	expect(recorded.map((each) => each.includes('"unknown"'))).toEqual([true, false, true]);
});
