import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../simulator/contract';
import type { Simulator } from '../simulator/simulator';
import { SEED } from '../simulator/state';
import type { World } from './world';

export interface NodeJson {
	readonly name: string;
	readonly type: string;
	readonly parameters?: object;
	readonly [setting: string]: unknown;
}

/** A node with its own URL. */
export interface WebhookNodeJson extends NodeJson {
	readonly webhookId: string;
}

/** A node that is connected to another one as a sub-node, such as the model and tool of an AI agent. */
export interface SubNodeJson {
	readonly node: NodeJson;
	/** The input of the other node. */
	readonly as: 'ai_languageModel' | 'ai_tool';
	/** The name of the other node. */
	readonly of: string;
}

/** The event that starts {@link talkoverTrigger}. */
export const CALL_ENDED = 'event_phone_call_ended';

/** A Talkover Trigger that starts when a call of the sales agent ends. */
export function talkoverTrigger(): WebhookNodeJson {
	return {
		name: 'Talkover Trigger',
		type: 'n8n-nodes-talkover.talkoverTrigger',
		typeVersion: 2,
		webhookId: randomUUID(),
		parameters: { source: 'agent', agentIds: [SEED.salesAgentId], events: [CALL_ENDED] },
	};
}

/**
 * A node that looks up whether the sales agent is on a call with somebody. It sends one request per
 * execution as long as the simulator answers it, so its requests show how often the workflow ran.
 *
 * @param phone an expression
 */
export function lookUp(phone: string): NodeJson {
	return {
		name: 'Look Up',
		type: 'n8n-nodes-talkover.talkover',
		parameters: {
			resource: 'call',
			operation: 'getActive',
			agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
			phone,
		},
	};
}

/** The phone numbers that workflows looked up, in the order of the requests. */
export function lookedUp({ requests }: Pick<Simulator, 'requests'>): string[] {
	return requests
		.filter(({ operationId }) => operationId === 'getActiveCall')
		.map(({ url }) => decodeURIComponent(url.split('/').at(-1) ?? ''));
}

/** The webhooks in Talkover that point to n8n. */
export function webhooksOfN8n({ state }: Simulator): JsonObject[] {
	return state.webhooks.filter(({ webhook_url: url }) => String(url).includes('/webhook/'));
}

/** Stores a workflow with these nodes in a chain. @returns its ID */
export async function saveWorkflow(
	{ api, credential }: Pick<World, 'api' | 'credential'>,
	nodes: readonly NodeJson[],
	name: string,
	subNodes: readonly SubNodeJson[] = [],
): Promise<string> {
	const stored = (node: NodeJson, position: readonly number[]) => ({
		id: node.name,
		typeVersion: 1,
		position,
		parameters: {},
		...(node.type.startsWith('n8n-nodes-talkover.')
			? { credentials: { talkoverApi: credential } }
			: {}),
		...node,
	});
	const { id } = await api.call<{ id: string }>('POST', '/workflows', {
		name,
		nodes: [
			...nodes.map((node, index) => stored(node, [index * 220, 0])),
			...subNodes.map(({ node }, index) => stored(node, [220 + index * 220, 220])),
		],
		connections: Object.fromEntries([
			...nodes.slice(1).map(({ name: node }, index): [string, object] => {
				return [nodes[index]?.name ?? '', { main: [[{ node, type: 'main', index: 0 }]] }];
			}),
			...subNodes.map(({ node, as, of }): [string, object] => {
				return [node.name, { [as]: [[{ node: of, type: as, index: 0 }]] }];
			}),
		]),
		settings: { executionOrder: 'v1' },
		// n8n 2.40 can't run a step a second time in a workflow that was saved without this field.
		pinData: {},
		active: false,
	});
	return id;
}

/** An execution in n8n's list. */
export interface StoredExecution {
	readonly id: string;
	readonly status: string;
	readonly mode: string;
}

/** The executions of a workflow, the latest first. */
export async function executionsOf(
	{ api }: Pick<World, 'api'>,
	workflowId: string,
): Promise<readonly StoredExecution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const read = async () => {
		const answer = await api.call<{ results: StoredExecution[] }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return answer.results;
	};
	const idsOf = (executions: readonly StoredExecution[]) => executions.map(({ id }) => id).join();
	// n8n reads the running executions and the others one after the other, so one that ends in between is in neither.
	// It is in the next list.
	let before = await read();
	for (;;) {
		const executions = await read();
		if (idsOf(executions) === idsOf(before)) return executions;
		before = executions;
	}
}

/**
 * Starts an execution as the editor's "Execute workflow" does.
 *
 * @param trigger the name of the node that it begins with; a trigger that waits for an event needs sample data
 * @returns the ID of the execution
 */
export async function execute(
	{ api }: Pick<World, 'api'>,
	workflowId: string,
	trigger: string,
): Promise<string> {
	const run = { triggerToStartFrom: { name: trigger } };
	const started = await api.call<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		run,
	);
	return started.executionId;
}

/**
 * Retries an execution as the editor's button does, and resolves once the retry has ended.
 *
 * @param workflow the workflow as it was, or as it is saved now
 */
export async function retryExecution(
	{ api }: Pick<World, 'api'>,
	id: string,
	workflow: 'original' | 'saved' = 'original',
): Promise<void> {
	await api.call('POST', `/executions/${id}/retry`, { loadWorkflow: workflow === 'saved' });
}

/** Changes parameters of a node and saves the workflow, as a user does who then retries an execution with it. */
export async function changeNode(
	{ api }: Pick<World, 'api'>,
	workflowId: string,
	name: string,
	parameters: object,
): Promise<void> {
	const route = `/workflows/${workflowId}`;
	const { nodes, versionId } = await api.call<{ nodes: NodeJson[]; versionId: string }>(
		'GET',
		route,
	);
	const changed = nodes.map((node) =>
		node.name === name ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	);
	await api.call('PATCH', route, { nodes: changed, versionId });
}

/** Activates a workflow. n8n registers its webhooks in the background, after this resolves. */
export async function activate({ api }: Pick<World, 'api'>, id: string): Promise<void> {
	const { versionId } = await api.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await api.call('POST', `/workflows/${id}/activate`, { versionId });
}

export async function deactivate({ api }: Pick<World, 'api'>, id: string): Promise<void> {
	await api.call('POST', `/workflows/${id}/deactivate`, {});
}
