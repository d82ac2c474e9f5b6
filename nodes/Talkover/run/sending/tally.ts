import type { IExecuteFunctions } from 'n8n-workflow';

import type { Tally } from '../../operation/job';

/** The name of the count in n8n's context of the node. Stored executions contain it, so it never changes. */
const NAME = 'talkoverCreated';

/** The count of a node in its execution. n8n keeps the context of a node for all its runs and the retries of an execution. */
export function tallyOf(context: IExecuteFunctions): Tally {
	const memory = context.getContext('node');
	const current = () => (typeof memory[NAME] === 'number' ? memory[NAME] : 0);
	return {
		get count() {
			return current();
		},
		add: (difference) => {
			memory[NAME] = current() + difference;
		},
	};
}
