import { asRule, neededIfAdded } from '../../parameters/field';
import { number } from '../../parameters/scalars';
import type { Tally } from '../../operation/job';
import type { Rule } from './rule';
import { YES, no } from './rule';

/** For a tool. A model that is told to call somebody again and again doesn't stop on its own. */
const MOST_OF_TOOL = 10;

export const maxCalls = asRule(
	neededIfAdded(
		number({
			displayName: 'Max Calls per Execution',
			name: 'maxCalls',
			default: MOST_OF_TOOL,
			min: 1,
			max: 100_000,
			description:
				"The most calls that this node makes in one execution, in all its runs and all uses as a tool (1–100000). If not added, 10 for an AI agent's tool, otherwise one per item.",
		}),
	),
);

/** Whether the node hasn't made as many calls as it may in its execution. */
export function belowMax(most: number | undefined, tally: Tally): Rule {
	const limit = most ?? (tally.isTool ? MOST_OF_TOOL : Infinity);
	return ({ to }) =>
		tally.count < limit
			? YES
			: no({
					reason: 'maxCalls',
					message: `${to} isn't called, because this node has made ${limit} ${limit === 1 ? 'call' : 'calls'} in this execution, the maximum set in 'Max Calls per Execution'`,
				});
}
