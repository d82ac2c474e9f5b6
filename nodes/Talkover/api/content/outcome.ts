import type { JsonObject } from '../../base/json';
import { plainTextOf } from '../../base/json';
import { keysByWord } from '../../base/text/words';
import { durationOf } from './duration';
import { firstOf, namesOf } from './fields';
import { hasEnded, statusOf } from './status';

/** How a call ended, or that it hasn't. */
export type CallOutcome =
	'answered' | 'busy' | 'failed' | 'noAnswer' | 'running' | 'unknown' | 'voicemail';

const BY_STATUS: ReadonlyMap<string, CallOutcome> = new Map(
	keysByWord({
		answered: 'completed complete',
		busy: 'busy line_busy user_busy',
		failed: 'rejected undelivered canceled cancelled declined error expired failed failure',
		// Waits for external telephony.
		running: 'external ready',
		noAnswer: 'missed no_answer no_response noanswer not_answered timeout unanswered',
		voicemail: 'answering_machine machine voice_mail voicemail voicemail_left',
	}),
);

/** Who answered, as telephone networks report it: `human`, `machine`, `machine_end_beep`, `fax`. */
const ANSWERED_BY = namesOf('answered_by answering_machine_detection amd_result amd_status');
const MACHINE = /^(?:answering[\s_-]?machine|machine|voice[\s_-]?mail)(?:[\s_-]|$)/i;
const IS_MACHINE = namesOf('is_voicemail voicemail voicemail_detected machine_detected is_machine');

/**
 * How a call ended. A call that was just made and has no status is running. Statuses that only say that it's over, such
 * as `ended`, count as answered if it has a duration. A call that was answered has voicemail only if a field says so.
 *
 * @param ended whether it is known from elsewhere that the call is over
 */
export function outcomeOf(call: JsonObject, ended = false): CallOutcome {
	const outcome = outcomeByStatus(call, ended);
	return outcome === 'answered' && isByMachine(call) ? 'voicemail' : outcome;
}

function isByMachine(call: JsonObject): boolean {
	const by = plainTextOf(firstOf(call, ANSWERED_BY)).trim();
	const flag = plainTextOf(firstOf(call, IS_MACHINE)).trim();
	return MACHINE.test(by) || /^(?:true|1|yes)$/i.test(flag);
}

function outcomeByStatus(call: JsonObject, ended: boolean): CallOutcome {
	const status = statusOf(call);
	const known = status === undefined ? undefined : BY_STATUS.get(status);
	if (known) return known;
	const over = hasEnded(call);
	if (ended || over === 'yes') return (durationOf(call) ?? 0) > 0 ? 'answered' : 'unknown';
	return over === 'no' || status === undefined ? 'running' : 'unknown';
}
