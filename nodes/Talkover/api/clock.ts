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

/** Waits that end at once when the execution is stopped. */
export interface Pause {
	readonly clock: Clock;
	readonly stopped: boolean;
	/** Resolves after so many milliseconds, or when the execution is stopped. */
	wait(ms: number): Promise<void>;
	/** Called once when the execution is stopped. */
	onStop(act: () => void): void;
}

export function createPause(signal: AbortSignal | undefined, clock: Clock = systemClock): Pause {
	const aborted = new Promise<void>((resolve) => {
		signal?.addEventListener('abort', () => {
			resolve();
		});
	});
	const isStopped = () => signal?.aborted === true;
	return {
		clock,
		get stopped() {
			return isStopped();
		},
		wait: async (ms) => {
			const end = clock.now() + ms;
			for (let left = ms; left > 0 && !isStopped(); left = end - clock.now()) {
				await Promise.race([clock.sleep(Math.min(left, LONGEST_TIMER_MS)), aborted]);
			}
		},
		onStop: (act) => {
			signal?.addEventListener('abort', act);
		},
	};
}
