import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Resource } from '../operation/resource';
import {
	doneSoFar,
	failAllItems,
	mayRunAgain,
	throwIfInvalid,
	toError,
	toOutput,
} from './output/output';
import { planRun } from './plan';
import { sendItems } from './sending/send';

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
	const planned = await planRun(context, resources);
	if (!planned.ok) return [failAllItems(context, planned.problem)];
	const plan = planned.value;
	throwIfInvalid(context, plan.outcomes);

	const end = await sendItems(context, plan);

	const error = toError(context, end);
	const output = toOutput(end);
	const skipped = plan.operation.skips?.summary(output.map(({ json }) => json));
	if (skipped !== undefined) plan.progress.warn(skipped);
	plan.progress.finish();
	const isStopped = context.getExecutionCancelSignal()?.aborted === true;
	if (isStopped && plan.operation.caution !== undefined) plan.progress.stopped(doneSoFar(end));
	// The last step, because a failure in a later one could make n8n run the node again without the journal.
	const hasRecords = plan.creates || plan.compensates;
	if (hasRecords && !mayRunAgain(context, end, output)) plan.records().journal.clear();
	if (error) throw error;
	return [output];
}
