import type { Certainty } from '../../base/certainty';
import { certaintyOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isSet, isText } from '../../base/json';
import { keysByWord } from '../../base/text/words';
import { stampOf } from './times';

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

/** Whether a call has ended. A time of its end counts whatever its state, and one that can't be read only leaves the state in doubt. */
export function hasEnded(call: JsonObject): Certainty {
	if (stampOf(call.ended_at)) return 'yes';
	const outcome = outcomeIn(statusOf(call));
	if (outcome === undefined || (outcome === 'running' && isSet(call.ended_at))) return 'unknown';
	return certaintyOf(outcome !== 'running');
}

/** How a call in this state ended, or that it hasn't; undefined for a state that no publication shows. */
export function outcomeIn(state = ''): CallOutcome | undefined {
	return OUTCOMES.get(state);
}
