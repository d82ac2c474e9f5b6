import { sleep } from 'n8n-workflow';

/** Time as the waits below see it; tests have one that runs on command. */
export interface Clock {
	/** Milliseconds on a scale that is never set back or forward, as the machine's own clock may be. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A timer that was started cannot be ended, so long waits are made of short ones. */
const LONGEST_TIMER_MS = 1_000;

export const systemClock: Clock = { now: () => performance.now(), sleep };

/** Waits that end at once when the execution is stopped, or when there is no point in waiting on. */
export interface Pause {
	readonly clock: Clock;
	readonly ended: boolean;
	/** Resolves after so many milliseconds, or when all waiting ends. */
	wait(ms: number): Promise<void>;
	/** Called once, when all waiting ends. */
	onEnd(act: () => void): void;
	/** Ends all waiting for good. */
	end(): void;
}

/** @param signal n8n's, by which the execution is stopped */
export function createPause(signal: AbortSignal | undefined, clock: Clock = systemClock): Pause {
	const waiting = new AbortController();
	const end = () => {
		// n8n's signal lives as long as the execution, and a loop runs the node very often.
		signal?.removeEventListener('abort', end);
		waiting.abort();
	};
	if (signal?.aborted) end();
	signal?.addEventListener('abort', end);
	const ended = new Promise<void>((resolve) => {
		waiting.signal.addEventListener('abort', () => {
			resolve();
		});
	});
	const isEnded = () => waiting.signal.aborted;
	return {
		clock,
		get ended() {
			return isEnded();
		},
		wait: async (ms) => {
			const until = clock.now() + ms;
			for (let left = ms; left > 0 && !isEnded(); left = until - clock.now()) {
				await Promise.race([clock.sleep(Math.min(left, LONGEST_TIMER_MS)), ended]);
			}
		},
		onEnd: (act) => {
			waiting.signal.addEventListener('abort', act);
		},
		end,
	};
}
