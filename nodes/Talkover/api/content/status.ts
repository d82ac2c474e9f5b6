import type { Certainty } from '../../base/certainty';
import { certaintyOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isSet, isText } from '../../base/json';
import { keysByWord } from '../../base/text/words';
import { durationOf } from './duration';

/** How a call ended, or that it hasn't. */
export type CallOutcome =
	'answered' | 'busy' | 'failed' | 'noAnswer' | 'running' | 'unknown' | 'voicemail';

/**
 * The states of calls in all of Talkover's publications, by their outcome. Every one but `running` is that of a call that has
 * ended. `external` waits for external telephony.
 */
const OUTCOMES: ReadonlyMap<string, CallOutcome> = new Map(
	keysByWord({
		answered: 'completed',
		busy: 'busy',
		failed: 'failed',
		noAnswer: 'no-answer no_answer',
		running: 'answered external in-progress in_progress initiated queued ringing scheduled',
		voicemail: 'voicemail',
	}),
);

/** The state of a thing, as Talkover wrote it; undefined if it has none. */
export function statusOf({ status }: JsonObject): string | undefined {
	return isText(status) ? status : undefined;
}

/** Whether a call has a state that no publication shows, which says neither how it ended nor whether it has. */
export function isUnlisted(call: JsonObject): boolean {
	const status = statusOf(call);
	return status !== undefined && !OUTCOMES.has(status);
}

/** Whether a call has ended. A time of its end counts whatever its state. */
export function hasEnded(call: JsonObject): Certainty {
	if (isSet(call.ended_at)) return 'yes';
	const outcome = OUTCOMES.get(statusOf(call) ?? '');
	return certaintyOf(outcome === undefined ? undefined : outcome !== 'running');
}

/**
 * How a call ended. A call that was just made and has no state is running.
 *
 * @param ended whether it is known from elsewhere that the call is over
 */
export function outcomeOf(call: JsonObject, ended = false): CallOutcome {
	const outcome = OUTCOMES.get(statusOf(call) ?? '');
	const isOver = ended || hasEnded(call) === 'yes';
	if (outcome !== undefined && !(outcome === 'running' && isOver)) return outcome;
	if (isOver) return (durationOf(call) ?? 0) > 0 ? 'answered' : 'unknown';
	return isUnlisted(call) ? 'unknown' : 'running';
}
