import type { Fact, Tool } from '../../../account/book';
import { smallest } from '../../../base/collections/lists';
import { asRule, neededOrDefault, onlyInTools } from '../../../parameters/field';
import { number } from '../../../parameters/scalars';
import type { Rule } from '../rule';
import { YES, isoOf, no } from '../rule';

const HOUR = 3_600_000;

/** A model that is told to call somebody again and again doesn't stop on its own. */
export const maxCallsPerHour = onlyInTools(
	asRule(
		neededOrDefault(
			number({
				displayName: 'Max Calls per Hour',
				name: 'maxCallsPerHour',
				default: 10,
				min: 1,
				max: 1_000,
				description:
					'The most calls of all Talkover tools of this workflow in an hour, in all executions, also if not added (1–1000)',
			}),
		),
	),
);

/**
 * Whether the tools of the workflow have made fewer calls in the last hour than they may: the least that the tool allows, or
 * another one that called in this hour. What may have been a call counts, and a delayed one until an hour after it's dialed.
 *
 * @param facts about what the tools have sent, in the order in which it takes effect
 */
export function belowMaxPerHour(tool: Tool, facts: readonly Fact[]): Rule {
	return ({ to, now }) => {
		const recent = facts.filter(({ dueAt, isTest }) => isTest !== true && dueAt > now - HOUR);
		const tools = [...recent.flatMap((fact) => fact.tool ?? []), tool];
		// By node, because the user may have changed the value of one since its last call.
		const limits = new Map(tools.map(({ node, mostPerHour }) => [node, mostPerHour]));
		const most = smallest([...limits.values()]);
		const first = recent.at(-most);
		if (!first) return YES;
		const nextAllowedAt = isoOf(first.dueAt + HOUR);
		const often = most === 1 ? '1 call' : `${most} calls`;
		const message = `${to} isn't called, because the Talkover tools of this workflow have made ${often} in the last hour, the maximum of 'Max Calls per Hour'. None of them calls anybody before ${nextAllowedAt}: don't try again until then, and tell the user`;
		return no({ reason: 'maxCalls', message, details: { nextAllowedAt } });
	};
}
