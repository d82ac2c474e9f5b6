import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../tool';

type Context = Pick<IExecuteFunctions, 'continueOnFail' | 'getNode'>;

/**
 * Whether a problem becomes the item's output instead of an error that ends the run.
 *
 * A tool returns its problems, because the model can only correct what it reads: if a tool throws an error, n8n
 * passes nothing (AI Agent 2) or only the first line (AI Agent 3) to the model. A tool throws the error if the user
 * selected to stop the workflow, and with *Retry On Fail*, because n8n retries a tool only after an error.
 */
export function continuesOnFail(context: Context): boolean {
	if (context.continueOnFail()) return true;
	const node = context.getNode();
	return isTool(node) && node.onError !== 'stopWorkflow' && node.retryOnFail !== true;
}
