import type { Fact } from '../../../account/book';
import { keyOfId } from '../../../api/content/identity';
import { CORRECTION_ACCURACY } from '../../../api/content/times';
import { asRule, converted, required } from '../../../parameters/field';
import { section } from '../../../parameters/groups';
import { number, ownChoice } from '../../../parameters/scalars';
import type { CallReader } from '../../reading/callReader';
import type { Count } from '../../reading/countCalls';
import { LONGEST_DELAY, countCalls } from '../../reading/countCalls';
import type { PlannedCall, Rule, Verdict } from '../rule';
import { YES, ask, isoOf, no, unknown } from '../rule';

const HOUR = 3_600_000;
const HOURS_IN = { hours: 1, days: 24 } as const;

const calls = required(
	number({
		displayName: 'Calls',
		name: 'calls',
		default: 1,
		min: 1,
		max: 100,
		description: 'Calls to the number in the period, whatever their outcome (1–100)',
	}),
);

const period = required(
	number({
		displayName: 'Period',
		name: 'period',
		default: 1,
		min: 1,
		max: 365,
		description: 'The time before each call (1–365)',
	}),
);

const unit = ownChoice({
	displayName: 'Unit',
	name: 'unit',
	default: 'days',
	description: 'A day is 24 hours',
	options: [
		{ name: 'Days', value: 'days' },
		{ name: 'Hours', value: 'hours' },
	],
});

const countedCalls = ownChoice({
	displayName: 'Counted Calls',
	name: 'countedCalls',
	default: 'agent',
	description: 'Whose calls count',
	options: [
		{ name: 'Of All Agents', value: 'all' },
		{ name: 'Of This Agent', value: 'agent' },
	],
});

/** How often a number may be called, as an option. */
export interface MaxPerContact {
	readonly most: number;
	/** In milliseconds. */
	readonly period: number;
	/** In words, such as `7 days`. */
	readonly periodText: string;
	readonly ofAllAgents: boolean;
}

export const maxCallsPerContact = {
	...asRule(
		converted(
			section({
				displayName: 'Max Calls per Contact',
				name: 'maxCallsPerContact',
				key: 'limit',
				description:
					"How often a number may be called, counted in Talkover's list of calls. Takes a request per 100 calls of the period, or per item if that is less.",
				fields: [calls, period, unit, countedCalls],
			}),
			({ calls: most, period: length, unit: of, countedCalls: counted }): MaxPerContact => ({
				most,
				period: length * HOURS_IN[of] * HOUR,
				periodText: length === 1 ? of.slice(0, -1) : `${length} ${of}`,
				ofAllAgents: counted === 'all',
			}),
		),
	),
	perItem: true,
	whenAdded: true,
} as const;

/** The calls that count for a limit. */
export interface Counted {
	/** Undefined for all agents. */
	readonly agentId: string | undefined;
	readonly reader: CallReader;
	/** What the process knows of calls to the contact. */
	readonly facts: readonly Fact[];
}

/** Whether a number has been called less often than it may be. */
export function belowMaxPerContact(limit: MaxPerContact, counted: Counted): Rule {
	const { agentId } = counted;
	return (call) => {
		const count = countFor(limit, counted, call);
		if (count) return verdictOn(count, limit, call.to);
		return ask({ ask: 'calls', agentId, since: startOf(limit, call) - LONGEST_DELAY });
	};
}

/** The calls of the period before a call; undefined if they aren't known. */
export function countFor(
	limit: MaxPerContact,
	{ agentId, reader, facts }: Counted,
	call: PlannedCall,
): Count | undefined {
	const since = startOf(limit, call);
	if (!reader.isKnown({ to: call.to, since: since - LONGEST_DELAY })) return undefined;
	const recent = facts.flatMap((fact): Fact[] => {
		if (fact.isTest) return [];
		if (agentId === undefined) return [fact];
		// The agent of a campaign may be this one.
		if (fact.agentId === undefined) return [{ ...fact, is: 'unknown' }];
		return keyOfId(fact.agentId) === keyOfId(agentId) ? [fact] : [];
	});
	return countCalls({ listed: reader, recent }, { to: call.to, since });
}

/** The first time at which a call counts, in milliseconds since 1970. */
function startOf({ period: length }: MaxPerContact, { dialedAt }: PlannedCall): number {
	return dialedAt - length;
}

function verdictOn(
	count: Count,
	{ most, period: length, periodText }: MaxPerContact,
	to: string,
): Verdict {
	if (count.most < most) return YES;
	const { least, why = '', lastCall, times } = count;
	// Another call may be made as soon as fewer than that many are left, also by a list whose `Date` header is a second later.
	const ends = times[most - 1] ?? Infinity;
	const details = {
		...(ends < Infinity ? { nextAllowedAt: isoOf(ends + length + CORRECTION_ACCURACY) } : {}),
		...(lastCall ? { lastCall } : {}),
	};
	if (least >= most) {
		const often = least === 1 ? 'once' : `${least} times`;
		const message = `${to} isn't called, because it was called ${often} in the last ${periodText}, and 'Max Calls per Contact' allows ${most}. To try again now, pin the output of the node, or use Test Call`;
		return no({ reason: 'calledRecently', message, details });
	}
	const message = `${to} isn't called, because the node can't tell how often it was called in the last ${periodText}. ${why}. Check its calls in Talkover, or remove 'Max Calls per Contact'`;
	return unknown({ reason: 'callsUnknown', message, details });
}
