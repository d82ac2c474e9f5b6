import type { Calibration } from '../api/content/clock';
import { deleteSurplus, setNewest } from '../base/collections/oldestFirst';
import { moduleState } from './moduleState';

/** What creations have shown about Talkover's clock. Stored executions contain it, so its form never changes. */
export interface ObservedClock {
	/** When it was observed last, in milliseconds since 1970. */
	readonly at: number;
	readonly calibration: Calibration;
}

/** Afterwards, Talkover's clock may have been adjusted, or have changed to daylight saving time. */
const LONGEST_MS = 24 * 3_600_000;

/** Whether Talkover's clock still counts as it was observed. */
export function isCurrent({ at }: ObservedClock, now: number): boolean {
	return now - at < LONGEST_MS;
}

/** The most accounts whose clock is remembered. */
const MOST = 200;

/** By the hash of the token. Remembered longer than what else is known of an account, because one call a day shows it. */
const clocks = moduleState(() => new Map<string, ObservedClock>());

export function rememberClock(tokenHash: string, clock: ObservedClock): void {
	setNewest(clocks(), tokenHash, clock);
	deleteSurplus(clocks(), MOST);
}

/** What the creations of this process have shown about Talkover's clock. */
export function observedClock(tokenHash: string): Calibration {
	const clock = clocks().get(tokenHash);
	return clock && isCurrent(clock, Date.now()) ? clock.calibration : {};
}
