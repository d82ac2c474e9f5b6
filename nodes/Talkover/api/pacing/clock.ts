import { sleep } from 'n8n-workflow';

/** The time for all waits. Tests replace it with a virtual clock. */
export interface Clock {
	/** Milliseconds on a monotonic scale, unlike the machine's clock, which may be adjusted. See {@link monotonic}. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A timer can't be cancelled, so long waits consist of short ones. */
export const LONGEST_TIMER_MS = 1_000;

export const systemClock: Clock = { now: () => performance.now(), sleep };

/** A clock that stands still when the other one jumps back, so that no wait becomes longer. */
export function monotonic(clock: Clock): Clock {
	let last = clock.now();
	let lost = 0;
	return {
		now: () => {
			const now = clock.now();
			if (now < last) lost += Math.ceil(last - now);
			last = now;
			return now + lost;
		},
		sleep: async (ms) => clock.sleep(ms),
	};
}

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
	let ended: Promise<void> | undefined;
	const pause: Pause = {
		clock,
		get ended() {
			return waiting.signal.aborted;
		},
		wait: async (ms) => {
			ended ??= new Promise((resolve) => {
				pause.onEnd(resolve);
			});
			const steady = monotonic(clock);
			const until = steady.now() + ms;
			for (let left = ms; left > 0 && !pause.ended; left = until - steady.now()) {
				await Promise.race([clock.sleep(Math.min(left, LONGEST_TIMER_MS)), ended]);
			}
		},
		onEnd: (act) => {
			waiting.signal.addEventListener('abort', act);
		},
		end,
	};
	return pause;
}
