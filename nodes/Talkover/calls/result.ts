import type { IDataObject } from 'n8n-workflow';

import type { CallOutcome } from '../api/content/status';
import { outcomeIn } from '../api/content/status';
import { outcomeOf } from '../api/content/call';
import type { Reason, Refusal } from './rules/rule';
import { callOf } from './reading/call';

/** How a call ended, or that there was none. Stored in workflows that branch on it, so a value never changes. */
export type Outcome = CallOutcome | 'skipped';

interface Meaning {
	readonly text: string;
	/** Whether calling again later may help. */
	readonly retryable: boolean;
}

/** All values of `outcome`. */
export const OUTCOMES: Readonly<Record<Exclude<Outcome, 'skipped'>, Meaning>> = {
	answered: { retryable: false, text: 'Somebody or something answered, and the call has ended' },
	busy: { retryable: true, text: 'The line was busy' },
	failed: { retryable: true, text: "The call couldn't be connected, was rejected or was canceled" },
	noAnswer: { retryable: true, text: 'Nobody answered' },
	running: { retryable: false, text: "The call was made and hasn't ended" },
	unknown: { retryable: false, text: "The status of the call doesn't say how it ended" },
	voicemail: { retryable: true, text: 'Voicemail answered, and Talkover says so' },
};

/** All values of `reason` of a skipped call. */
export const REASONS: Readonly<Record<Reason, Meaning>> = {
	calledRecently: {
		retryable: true,
		text: 'The number was called as often as *Max Calls per Contact* allows',
	},
	callsUnknown: {
		retryable: false,
		text: "Talkover can't tell how often the number was called, or whether it's on a call",
	},
	countryNotAllowed: {
		retryable: false,
		text: 'The number is of none of the countries in *Allowed Country Names or IDs*',
	},
	doNotCall: { retryable: false, text: 'The number is on the list of *Do Not Call*' },
	duplicate: {
		retryable: false,
		text: 'The number has a call already, from another item or execution, or according to Talkover',
	},
	invalidNumber: {
		retryable: false,
		text: "The phone number is empty, or isn't one that can be called",
	},
	maxCalls: {
		retryable: true,
		text: "The execution has made *Max Calls per Execution*, or the workflow's tools *Max Calls per Hour*",
	},
	onCall: { retryable: true, text: 'The agent is, or may be, on a call with the number' },
	onlyCall: { retryable: false, text: "The number isn't on the list of *Only Call*" },
	outsideCallingHours: { retryable: true, text: "It's outside the *Calling Hours*" },
	premiumRate: {
		retryable: false,
		text: 'A premium-rate number, or a satellite or international network',
	},
	timeZoneUnknown: { retryable: false, text: "The time zone of the number isn't known" },
};

/** What {@link madeCall} adds to a call. */
const OWN = ['outcome', 'placed', 'reason', 'retryable', 'ended'];

/** The item of a call that was made. */
export function madeCall(
	to: string,
	call: IDataObject,
	own: { readonly ended?: boolean } = {},
): IDataObject {
	const outcome = outcomeOf(callOf(call), own.ended);
	const { retryable } = OUTCOMES[outcome];
	return inOrder({ outcome, placed: true, reason: null }, call, { to, retryable, ...own });
}

/** Why the outcome of a call isn't known; undefined if its state is documented. */
export function unlistedState(call: IDataObject): string | undefined {
	const { state } = callOf(call);
	if (state === undefined || outcomeIn(state)) return undefined;
	return `The node can't tell whether the call has ended, because Talkover's documentation doesn't have its status "${state}"`;
}

/** The item of a call that was made, for an AI model: with the outcome in words, as a skipped call has. */
export function inWords({ outcome, placed, reason, ...call }: IDataObject): IDataObject {
	const { text } = OUTCOMES[outcome as keyof typeof OUTCOMES];
	const { duration } = call;
	const isLong = outcome === 'answered' && typeof duration === 'number' && duration > 0;
	const message = isLong ? `${text} after ${duration} seconds` : text;
	return { outcome, placed, reason, message, ...call };
}

/** The item of a call that wasn't made. */
export function skippedCall(
	to: string | null,
	{ reason, message, details = {}, call = {} }: Refusal,
): IDataObject {
	const { retryable } = REASONS[reason];
	const own = { outcome: 'skipped', placed: false, reason, message };
	return inOrder(own, call, { to, retryable, ...details });
}

/** Names of Talkover's that come among the node's own. `duration` stays as Talkover wrote it; `outcome` reads any form of it. */
const FIRST = ['status', 'duration'];

/** Talkover's fields are unchanged unless the node has one of the same name. */
function inOrder(first: IDataObject, call: IDataObject, second: IDataObject): IDataObject {
	const status: IDataObject = {};
	for (const name of FIRST) if (call[name] !== undefined) status[name] = call[name];
	const { to, ...own } = second;
	return { ...first, ...status, to, ...own, ...call, ...first, ...own };
}

/** The call in an item that {@link madeCall} made. */
export function callIn(item: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(item).filter(([name]) => !OWN.includes(name)));
}
