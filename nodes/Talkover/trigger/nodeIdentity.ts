import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * n8n's IDs of a workflow and of a node in it. They stay the same when either is renamed or moved, and
 * a copy has others. n8n knows both wherever it calls the trigger, at test URLs as well.
 */
export interface NodeIdentity {
	readonly workflowId: string;
	readonly nodeId: string;
}

export function nodeIdentityOf(context: IHookFunctions | IWebhookFunctions): NodeIdentity {
	const { id: workflowId = '' } = context.getWorkflow();
	return { workflowId, nodeId: context.getNode().id };
}
