import { sleep } from 'n8n-workflow';

/** The time for all waits. Tests replace it with a virtual clock. */
export interface Clock {
	/** Milliseconds on a monotonic scale, unlike the machine's clock, which may be adjusted. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A timer can't be cancelled, so long waits consist of short ones. */
const LONGEST_TIMER_MS = 1_000;

export const systemClock: Clock = { now: () => performance.now(), sleep };

/** Waits that end immediately when the execution is stopped, or when waiting becomes pointless. */
export interface Pause {
	readonly clock: Clock;
	readonly ended: boolean;
	/** Resolves after the given number of milliseconds, or when all waiting ends. */
	wait(ms: number): Promise<void>;
	/** Called once, when all waiting ends. */
	onEnd(act: () => void): void;
	/** Ends all waiting permanently. */
	end(): void;
}

/** @param signal n8n's signal that stops the execution */
export function createPause(signal: AbortSignal | undefined, clock: Clock = systemClock): Pause {
	const waiting = new AbortController();
	const end = () => {
		// n8n's signal exists as long as the execution, in which a loop may run the node many times.
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
