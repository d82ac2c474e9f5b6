import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import type { Permit } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import { RateLimiter } from '../../../nodes/Talkover/api/pacing/rateLimiter';
import type { RateLimit } from '../../../nodes/Talkover/api/pacing/rateLimit';
import { VirtualClock } from '../../../tools/harness/virtualClock';

/** A limiter whose requests are answered manually. */
export function openRateLimiter(signal?: AbortSignal, random = 0.5) {
	const clock = new VirtualClock();
	const closed: number[] = [];
	const shared = new RateLimiter({ clock, random: () => random });
	const limiter = shared.enter({
		pause: createPause(signal, clock),
		onWaiting: (ms) => closed.push(ms),
	});
	const acquire = async () => {
		const permit = await limiter.acquire();
		if (!permit) throw new Error('no permit');
		return { permit, at: clock.now() };
	};
	/** Of this many requests, returns those that get a permit without any time passing. */
	const acquireAll = async (count: number): Promise<Permit[]> => {
		const granted: Permit[] = [];
		for (let one = 0; one < count; one += 1) {
			void limiter.acquire().then((permit) => permit && granted.push(permit));
		}
		await settled();
		return granted;
	};
	return { clock, shared, limiter, acquire, acquireAll, closed };
}

/** Resolves once everything has happened that needs no time. */
export async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

export const REJECTED = { answered: true, rejected: true, rateLimit: undefined };
export const ACCEPTED = { answered: true, rejected: false, rateLimit: undefined };

/** No response was received. */
export const NOTHING = { answered: false, rejected: false, rateLimit: undefined };

/** A response with these headers. */
export function answered(rateLimit: RateLimit, rejected = false) {
	return { answered: true, rejected, rateLimit };
}
