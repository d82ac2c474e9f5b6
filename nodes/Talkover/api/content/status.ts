import type { Certainty } from '../../base/certainty';
import { certaintyOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isRecord, isSet, isText, plainTextOf } from '../../base/json';
import { wordSet } from '../../base/text/words';
import { firstOf, namesOf, valuesOf } from './fields';

const STATUS = namesOf(`
	status state call_status call_state current_status status_name status_label status_text
`);
/** The most characters of a status. */
const LONGEST = 100;
/** Names of a status inside an object. */
const INSIDE = ['value', 'name', 'code', 'slug', 'key', 'status', 'state', 'label'];
/** Times that only an ended call has. */
const ENDED_AT = namesOf(`
	ended_at end_time end_at ended is_ended completed_at completed is_completed finished_at finished
	is_finished hung_up_at hangup_at disconnected_at terminated_at closed_at
`);

/** The statuses of an ended call in all of Talkover's publications, and of the telephone networks behind it. */
const FINAL = wordSet(`
	busy canceled cancelled completed complete done ended error failed failure finished hangup
	hung_up disconnected missed no_answer not_answered unanswered rejected declined timeout
	terminated expired undelivered noanswer no_response line_busy user_busy user_hangup stopped
	aborted congestion closed
`);

/** The statuses of a call that hasn't ended yet. */
const RUNNING = wordSet(`
	active answered inprogress live connected connecting dialing dialling in_progress in_call
	initiated initiating ongoing on_hold pending queued ringing running scheduled started talking
	transferring
`);

/** The status of a thing in lower case with underscores: text in any case, or an object. Undefined if it has none. */
export function statusOf(thing: JsonObject): string | undefined {
	return textOfStatus(firstOf(thing, STATUS));
}

function textOfStatus(value: unknown): string | undefined {
	let text = value;
	for (let depth = 0; isRecord(text) && depth < 2; depth++) text = firstOf(text, INSIDE);
	if (!isText(text) || text.length > LONGEST) return undefined;
	// `call.completed` and `CallStatus::Completed`.
	const word =
		text
			.trim()
			.split(/[.:\\/]/)
			.at(-1) ?? '';
	// `inProgress`, `In Progress`, `in-progress` and `IN_PROGRESS` are the same.
	const separated = word.replace(/([a-z])([A-Z])/g, '$1_$2');
	return separated.replace(/[\s-]+/g, '_').toLowerCase();
}

/** Whether a call has ended. A time of its end counts whatever its status, and an unknown status says nothing. */
export function hasEnded(call: JsonObject): Certainty {
	if (valuesOf(call, ENDED_AT).some(isEnd)) return 'yes';
	return certaintyOf(isFinal(statusOf(call)) ?? activity(call));
}

/** Whether a field of an end is set: `true`, or a time in any form. `0000-00-00 00:00:00` isn't one. */
function isEnd(value: unknown): boolean {
	if (isRecord(value)) return Object.values(value).some((part) => isSet(part) && isEnd(part));
	return /[1-9]|^(?:true|yes)$/i.test(plainTextOf(value));
}

function activity(call: JsonObject): boolean | undefined {
	const active = plainTextOf(firstOf(call, ACTIVE)).toLowerCase();
	if (['true', '1'].includes(active)) return false;
	return ['false', '0'].includes(active) ? true : undefined;
}

const ACTIVE = namesOf('active is_active in_progress is_in_progress');

/** Whether a status, as {@link statusOf} returns it, is that of an ended call; undefined for an unknown status. */
function isFinal(status: string | undefined): boolean | undefined {
	if (status === undefined) return undefined;
	return FINAL.has(status) || (RUNNING.has(status) ? false : undefined);
}
