import type { Access, Send } from '../api/client';
import { createPause } from '../api/pacing/clock';
import { Sender } from '../api/pacing/retry';
import { failureFromAnswer } from '../api/response/failure';
import { wasStopped } from '../api/response/reply';
import { enterAccount } from './sharedAccounts';

interface AccountSendOptions {
	/** As in a run: with 0, a 429 isn't retried either. */
	readonly maxRetries: number;
	/** The most seconds to wait for the rate limit. Default: as long as a run */
	readonly longestWait?: number;
}

/** A `Send` for pickers and the trigger, which isn't part of a run, but keeps the rate limit together with the runs of the same account. */
export function accountSend(
	{ account, requestsAtOnce, send }: Access,
	{ maxRetries, longestWait }: AccountSendOptions,
): Send {
	return async (request) => {
		const signal = longestWait === undefined ? undefined : AbortSignal.timeout(longestWait * 1000);
		const pause = createPause(signal);
		try {
			const { limiter } = enterAccount(account, { pause, requestsAtOnce });
			const outcome = await new Sender(send, { limiter, pause, maxRetries }).send(request);
			const waitedInVain = !outcome.ok && wasStopped(outcome);
			return waitedInVain ? failureFromAnswer(429, undefined) : outcome;
		} finally {
			pause.end();
		}
	};
}
