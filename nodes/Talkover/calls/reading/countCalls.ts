import type { IDataObject } from 'n8n-workflow';

import type { Fact } from '../../account/book';
import type { Call } from '../../api/content/call';
import { setsMeet, withId } from '../../api/content/identity';
import type { Interval } from '../../api/content/times';
import type { Certainty } from '../../base/certainty';
import { allOf } from '../../base/certainty';
import type { Dated } from '../../operation/creation/recoveryLookup';
import { callOf } from './call';
import type { CallReader } from './callReader';
import { isPlacedToContact } from './isCallWith';
import { mayWaitIn, waitingIn } from './waiting';

/** Milliseconds that the times of the same call may differ here and in the list. */
const TOLERANCE = 60_000;

/** The longest time in milliseconds for which Talkover delays a call (API reference: make-call). */
export const LONGEST_DELAY = 3_600_000;
/** The longest time in milliseconds between the creation of a call without a delay and its last change, without its duration. */
const WITHOUT_DELAY = 300_000;

/** The fields of the last call that the output has. */
const SHOWN = ['id', 'agent_id', 'status', 'duration', 'created_at'];

const HIDDEN_NUMBER = 'A call in the list has a hidden, national, impossible or missing number';
const NO_TIME = 'A call in the list has no time that can be read';
const VAGUE_TIME = "It isn't certain when a call in the list was made";
const MAYBE_DELAYED = 'A call in the list may have been dialed up to an hour after its creation';
const UNKNOWN_OUTCOME = "The outcome or the agent of a call that was just sent isn't known";

/** What is known about the calls to numbers. */
interface KnownCalls {
	readonly listed: Pick<CallReader, 'callsTo'>;
	/** The calls of this process to the number, of the agents that count. */
	readonly recent: readonly Fact[];
}

/** What is counted. */
export interface Wanted {
	/** In E.164 form. */
	readonly to: string;
	/** In milliseconds since 1970. */
	readonly since: number;
}

/** The calls to a number since a time. */
export interface Count {
	/** Those that certainly count. */
	readonly least: number;
	/** Those that may count. */
	readonly most: number;
	/** Why the two differ, as a sentence without final period. */
	readonly why: string | undefined;
	/** When they were made at the latest, in milliseconds since 1970, latest first. Infinity if that isn't known. */
	readonly times: readonly number[];
	readonly lastCall: IDataObject | undefined;
}

/**
 * Whether a call counts: one of the list, or one that only the process knows of. A new criterion belongs to {@link ofList} and
 * {@link ofFact}.
 */
interface CountedCall {
	readonly certainty: Certainty;
	/** In milliseconds since 1970. */
	readonly latest: number;
	readonly why: string | undefined;
}

export function countCalls({ listed, recent }: KnownCalls, { to, since }: Wanted): Count {
	const { calls: all, problem } = listed.callsTo(to);
	// Test calls count nowhere.
	const calls = all.filter(({ element }) => !callOf(element).isTest);
	const found = calls
		.map((call) => ({ call, ...ofList(call, { to, since }) }))
		.filter(({ certainty }) => certainty !== 'no');
	const listedIds = new Set(calls.flatMap(({ element }) => [...callOf(element).ids]));
	const waiting = waitingIn(recent, all, to);
	const dialed = mayWaitIn(recent).filter((fact) => !waiting.includes(fact));
	const unlisted = recent
		.filter((fact) => !dialed.includes(fact) && !setsMeet(fact.ids, listedIds))
		// Nobody knows when a campaign dials.
		.map((fact) => (waiting.includes(fact) ? { ...fact, dueAt: Infinity } : fact))
		.filter(({ dueAt }) => dueAt >= since)
		.map((fact) => ofFact(fact, found));
	const counts: readonly CountedCall[] = [...found, ...unlisted];
	const last = found.sort((a, b) => a.latest - b.latest).at(-1)?.call.element;
	const [ids] = unlisted.length > 0 ? recent.map((each) => [...each.ids]).slice(-1) : [];
	return {
		least: counts.filter(({ certainty }) => certainty === 'yes').length,
		most: problem === undefined ? counts.length : Infinity,
		why: problem ?? counts.find(({ why }) => why !== undefined)?.why,
		times: counts.map(({ latest }) => latest).sort((a, b) => b - a),
		lastCall: last ? shown(last) : ids && { id: ids[0] },
	};
}

function ofFact({ at, dueAt, is }: Fact, found: readonly CountedCall[]): CountedCall {
	const isListed = found.some(({ latest }) => latest >= at - TOLERANCE);
	const isCertain = is === 'placed' && !isListed;
	return {
		certainty: isCertain ? 'yes' : 'unknown',
		latest: dueAt,
		why: isCertain ? undefined : UNKNOWN_OUTCOME,
	};
}

function ofList({ element, created }: Dated, { to, since }: Wanted): CountedCall {
	const isTo = isPlacedToContact(to)(element);
	const isInTime = created ? isSince(created, since) : 'unknown';
	// Not the likely time, because another call must certainly be allowed then.
	const latest = created?.latest ?? Infinity;
	const dialed = latest + longestDelay(callOf(element));
	if (isTo !== 'no' && isInTime === 'no' && dialed >= since) {
		return { certainty: 'unknown', latest: dialed, why: MAYBE_DELAYED };
	}
	const certainty = allOf([isTo, isInTime]);
	if (certainty !== 'unknown') return { certainty, latest, why: undefined };
	if (isTo === 'unknown') return { certainty, latest, why: HIDDEN_NUMBER };
	if (!created) return { certainty, latest, why: NO_TIME };
	return { certainty, latest, why: VAGUE_TIME };
}

function isSince({ earliest, latest }: Interval, since: number): Certainty {
	if (latest < since) return 'no';
	return earliest >= since ? 'yes' : 'unknown';
}

/**
 * How long after its creation a call may have been dialed, in milliseconds. Talkover doesn't say, but a call that ended soon
 * wasn't delayed.
 */
function longestDelay({ created, updated, ended, duration = 0 }: Call): number {
	const isComparable = created !== undefined && created.hasZone === updated?.hasZone;
	if (ended !== 'yes' || !isComparable) return LONGEST_DELAY;
	const talked = duration * 1_000;
	const delay = updated.latest - created.earliest - talked;
	// A change before the end of the call, or before its creation, tells nothing.
	if (delay < -WITHOUT_DELAY) return LONGEST_DELAY;
	return delay <= WITHOUT_DELAY ? 0 : Math.min(delay, LONGEST_DELAY);
}

function shown(call: IDataObject): IDataObject {
	const named = withId(call, 'call');
	return Object.fromEntries(Object.entries(named).filter(([name]) => SHOWN.includes(name)));
}
