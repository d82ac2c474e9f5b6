import type { Certainty } from '../../base/certainty';
import { certaintyOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isRecord, isText } from '../../base/json';
import { firstOf, namesOf, valuesOf } from './fields';

const STATUS = namesOf('status', 'state', 'call_status', 'call_state', 'current_status');
/** Names of a status inside an object. */
const INSIDE = ['value', 'name', 'code', 'slug', 'key', 'status', 'state', 'label'];
/** Times that only an ended call has. */
const ENDED_AT = namesOf(
	...[
		'ended_at',
		'end_time',
		'ended',
		'completed_at',
		'finished_at',
		'hung_up_at',
		'disconnected_at',
	],
);

/** The statuses of an ended call in all of Talkover's publications, and of the telephone networks behind it. */
const FINAL = new Set([
	...['busy', 'canceled', 'cancelled', 'completed', 'complete', 'done', 'ended', 'error'],
	...['failed', 'failure', 'finished', 'hangup', 'hung_up', 'disconnected'],
	...['missed', 'no_answer', 'not_answered', 'unanswered', 'rejected', 'declined', 'timeout'],
	...['terminated', 'expired', 'undelivered'],
]);

/** The statuses of a call that hasn't ended yet. */
const RUNNING = new Set([
	...['active', 'answered', 'connected', 'connecting', 'dialing', 'dialling'],
	...['in_progress', 'in_call', 'initiated', 'initiating', 'ongoing', 'on_hold', 'pending'],
	...['queued', 'ringing', 'running', 'scheduled', 'started', 'talking', 'transferring'],
]);

/** The status of a thing in lower case with underscores: text in any case, or an object. Undefined if it has none. */
export function statusOf(thing: JsonObject): string | undefined {
	return textOfStatus(firstOf(thing, STATUS));
}

function textOfStatus(value: unknown): string | undefined {
	const text = isRecord(value) ? firstOf(value, INSIDE) : value;
	if (!isText(text)) return undefined;
	// `inProgress`, `In Progress`, `in-progress` and `IN_PROGRESS` are the same.
	const separated = text.trim().replace(/([a-z])([A-Z])/g, '$1_$2');
	return separated.replace(/[\s-]+/g, '_').toLowerCase();
}

/** Whether a call has ended. A time of its end counts whatever its status, and an unknown status says nothing. */
export function hasEnded(call: JsonObject): Certainty {
	if (valuesOf(call, ENDED_AT).some(isEnd)) return 'yes';
	return certaintyOf(isFinal(statusOf(call)) ?? activity(call));
}

function isEnd(value: unknown): boolean {
	return value === true || typeof value === 'number' ? Number(value) !== 0 : value !== false;
}

function activity(call: JsonObject): boolean | undefined {
	const active = firstOf(call, ACTIVE);
	return typeof active === 'boolean' ? !active : undefined;
}

const ACTIVE = namesOf('active', 'is_active', 'in_progress', 'is_in_progress');

/** Whether a status, as {@link statusOf} returns it, is that of an ended call; undefined for an unknown status. */
function isFinal(status: string | undefined): boolean | undefined {
	if (status === undefined) return undefined;
	return FINAL.has(status) || (RUNNING.has(status) ? false : undefined);
}
