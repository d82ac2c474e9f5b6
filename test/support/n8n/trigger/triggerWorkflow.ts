import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { TalkoverTrigger } from '../../../../nodes/Talkover/TalkoverTrigger.node.ts';
import { nodeTypes } from '../../../../tools/harness/nodeTypes';

/** The settings of the user and of n8n's administrator, and the IDs that n8n assigned. */
export interface TriggerSetup {
	readonly parameters: INodeParameters;
	readonly credential: ICredentialDataDecryptedObject;
	/** n8n's own address (WEBHOOK_URL). */
	readonly address?: string;
	readonly workflowName?: string;
	readonly workflowId?: string;
	readonly nodeId?: string;
	/** Part of the URL of the node's webhook. */
	readonly webhookId?: string;
}

const NAME = 'Talkover Trigger';
const IDS = { workflowId: 'workflow-1', nodeId: '1', webhookId: '0b6f2c1e-trigger' };

/** The workflow as n8n loads it from its database, with one Talkover Trigger. */
export function triggerWorkflow(
	setup: TriggerSetup,
	credentials: INode['credentials'],
	staticData: IDataObject,
): Workflow {
	const { workflowId, nodeId, webhookId, workflowName, parameters } = { ...IDS, ...setup };
	const node: INode = {
		id: nodeId,
		name: NAME,
		type: 'n8n-nodes-talkover.talkoverTrigger',
		typeVersion: 2,
		position: [0, 0],
		webhookId,
		parameters: structuredClone(parameters),
		...(credentials ? { credentials } : {}),
	};
	return new Workflow({
		id: workflowId,
		name: workflowName ?? 'Call the CRM',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes(),
		staticData,
		settings: { executionOrder: 'v1' },
	});
}

export function nodeOf(workflow: Workflow): INode {
	const node = workflow.getNode(NAME);
	if (!node) throw new Error('The workflow has no trigger');
	return node;
}

/** The beginning of n8n's URLs. */
export function webhookAddresses({ address = 'https://n8n.example.com' }: TriggerSetup) {
	return { webhookBaseUrl: `${address}/webhook`, webhookTestBaseUrl: `${address}/webhook-test` };
}

/** The webhook of the trigger, as n8n's server passes it to the node's hooks. */
export function webhookDataOf(
	setup: TriggerSetup,
	workflowExecuteAdditionalData: IWorkflowExecuteAdditionalData,
	isTest: boolean,
): IWebhookData {
	const [webhookDescription] = new TalkoverTrigger().description.webhooks ?? [];
	if (!webhookDescription) throw new Error('The trigger has no webhook');
	const { workflowId, webhookId } = { ...IDS, ...setup };
	const where = { node: NAME, path: `${webhookId}/webhook`, workflowId };
	return {
		...where,
		httpMethod: 'POST',
		webhookDescription,
		workflowExecuteAdditionalData,
		isTest,
	};
}
