import type { JsonObject } from '../../base/json';
import { isSet, numberIn } from '../../base/json';

/** The duration of a call in seconds; undefined if it has none that can be read. Active calls have it under a longer name. */
export function durationOf({
	duration,
	duration_seconds: seconds,
}: JsonObject): number | undefined {
	return numberIn(isSet(duration) ? duration : seconds);
}
