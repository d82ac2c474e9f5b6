import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { creationOf } from '../api/request';
import type { Resource } from '../operation/resource';
import { failAllItems, mayRunAgain, throwIfInvalid, toError, toOutput } from './output';
import type { Plan } from './plan';
import { planRun } from './plan';
import { sendItems } from './send';

/**
 * Runs an operation over all input items.
 *
 * All items are checked before the first request. The output has the order of the input and is paired with it,
 * regardless of the concurrency. If the node doesn't continue on fail, one error reports all invalid items, or the
 * first failed item by index.
 *
 * @throws NodeApiError | NodeOperationError with the `itemIndex` of an item that failed
 */
export async function run(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const plan = await planRun(context, resources);
	if ('problem' in plan) return [failAllItems(context, plan.problem)];
	throwIfInvalid(context, plan.items);

	const end = await sendItems(context, plan);
	if (creates(plan)) plan.history.account(Date.now());

	const error = toError(context, end);
	const output = toOutput(end);
	plan.progress.finish();
	// The last step, because a failure in a later one could make n8n run the node again without the ledger.
	if (!mayRunAgain(context, end, output)) plan.ledger.clear();
	if (error) throw error;
	return [output];
}

function creates({ items }: Plan): boolean {
	return items.some((item) => 'job' in item && creationOf(item.job.request) !== undefined);
}
