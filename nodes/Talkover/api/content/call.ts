import type { Certainty } from '../../base/certainty';
import { anyOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { durationOf } from './duration';
import { agentIdOf, idOf, idsOf } from './identity';
import type { InPlan, Numbers, PhoneNumber } from './numbers';
import { hasSide, isAmong, numbersOf } from './numbers';
import type { CallOutcome } from './status';
import { hasEnded, outcomeIn, statusOf } from './status';
import type { Stamp } from './times';
import { createdAt, updatedAt } from './times';

/** What a response says of a call. Whatever can't be read is undefined, empty or unknown. */
export interface Call {
	/** Its first ID, as Talkover wrote it. */
	readonly id: unknown;
	/** All its IDs as text. A call in a list has an ID and a SID. */
	readonly ids: ReadonlySet<string>;
	readonly agentId: string | undefined;
	/** The numbers on both sides, each in up to two forms. */
	readonly to: readonly PhoneNumber[];
	readonly from: readonly PhoneNumber[];
	/** Whether the response shows who called, readable or not. An active call only has `to`. */
	readonly hasFrom: boolean;
	/** Whether somebody called the agent. */
	readonly isReceived: boolean;
	/** Whether it certainly is a test call. */
	readonly isTest: boolean;
	readonly created: Stamp | undefined;
	readonly updated: Stamp | undefined;
	/** The word for its state, as Talkover wrote it. */
	readonly state: string | undefined;
	readonly ended: Certainty;
	/** In seconds. It's 0 while a call rings or is in progress, so read it together with `ended`. */
	readonly duration: number | undefined;
}

/** What a response says of a call. Reads each part when it's needed. */
export function readCall(raw: JsonObject, inPlan?: InPlan): Call {
	let read: Numbers | undefined;
	const numbers = () => (read ??= numbersOf(raw, inPlan));
	return {
		get id() {
			return idOf(raw, 'call');
		},
		get ids() {
			return idsOf(raw, 'call');
		},
		get agentId() {
			return agentIdOf(raw);
		},
		get to() {
			return numbers().to;
		},
		get from() {
			return numbers().from;
		},
		get hasFrom() {
			return hasSide(raw, 'from');
		},
		get isReceived() {
			return raw.direction === 'inbound';
		},
		get isTest() {
			return raw.is_testing === true;
		},
		get created() {
			return createdAt(raw, 'call');
		},
		get updated() {
			return updatedAt(raw);
		},
		get state() {
			return statusOf(raw);
		},
		get ended() {
			return hasEnded(raw);
		},
		get duration() {
			return durationOf(raw);
		},
	};
}

/**
 * How a call ended. A call that was just made and has no state is running.
 *
 * @param isKnownToEnd whether it is known from elsewhere that the call is over
 */
export function outcomeOf(call: Call, isKnownToEnd = false): CallOutcome {
	const { state, ended } = call;
	const outcome = outcomeIn(state);
	const isOver = isKnownToEnd || ended === 'yes';
	if (outcome !== undefined && !(outcome === 'running' && isOver)) return outcome;
	if (isOver) return (call.duration ?? 0) > 0 ? 'answered' : 'unknown';
	return state === undefined ? 'running' : 'unknown';
}

/** Whether a call is with a number, whoever called. A hidden number on either side may be it. */
export function isWith({ to, from, hasFrom }: Call, wanted: PhoneNumber): Certainty {
	const sides = hasFrom ? [to, from] : [to];
	return anyOf(sides.map((side) => isAmong(side, wanted)));
}
