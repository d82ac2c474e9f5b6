import { asRule, neededIfAdded, notInTools } from '../../../parameters/field';
import { number } from '../../../parameters/scalars';
import type { Tally } from '../../../operation/job';
import type { Rule } from '../rule';
import { YES, no } from '../rule';

/** A tool has {@link maxCallsPerHour} instead. */
export const maxCalls = notInTools(
	asRule(
		neededIfAdded(
			number({
				displayName: 'Max Calls per Execution',
				name: 'maxCalls',
				default: 10,
				min: 1,
				max: 100_000,
				description:
					'The most calls of this node in one execution, in all its runs. If not added, there is no limit (1–100000).',
			}),
		),
	),
);

/** Whether the node hasn't made as many calls as it may in its execution. */
export function belowMax(limit: number, tally: Tally): Rule {
	return ({ to }) =>
		tally.count < limit
			? YES
			: no({
					reason: 'maxCalls',
					message: `${to} isn't called, because this node has made ${limit} ${limit === 1 ? 'call' : 'calls'} in this execution, the maximum set in 'Max Calls per Execution'`,
				});
}
