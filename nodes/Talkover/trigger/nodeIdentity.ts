import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * n8n's IDs of a workflow and of a node in it. They don't change when either is renamed or moved, and a copy has
 * different ones. n8n provides both whenever it calls the trigger, including at test URLs.
 */
export interface NodeIdentity {
	readonly workflowId: string;
	readonly nodeId: string;
}

export function nodeIdentityOf(context: IHookFunctions | IWebhookFunctions): NodeIdentity {
	const { id: workflowId = '' } = context.getWorkflow();
	return { workflowId, nodeId: context.getNode().id };
}
