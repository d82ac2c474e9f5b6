import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import type { WorkflowJson } from '../../harness/workflow';
import { DECLARATIVE, HTTP_REQUEST, SUBJECT } from '../processes/job';

/** The tasks to compare; every contender does each with one node. */
export type Task = 'createAgent' | 'getActiveCall' | 'makeCall' | 'updateCalling';

export type CreatingTask = Extract<Task, 'createAgent' | 'makeCall'>;

/** Settings of a node besides its parameters, such as *Retry On Fail*. */
export type NodeSettings = Partial<
	Pick<INode, 'maxTries' | 'onError' | 'retryOnFail' | 'waitBetweenTries'>
>;

/** A way to do a task in n8n. */
export interface Contender {
	readonly name: string;
	/** Settings of requests in the credential. */
	readonly credential?: { readonly requestsAtOnce: number };
	/** @param timeoutMs milliseconds to wait for each response. Default: that of the node */
	readonly node: (task: Task, baseUrl: string, timeoutMs?: number) => SubjectNode;
}

type SubjectNode = Pick<INode, 'parameters' | 'type'>;

const AGENT = { __rl: true, mode: 'id', value: '={{ $json.agentId }}' };

const OURS: Readonly<Record<Task, INodeParameters>> = {
	createAgent: { resource: 'agent', operation: 'create', name: '={{ $json.name }}' },
	getActiveCall: {
		resource: 'call',
		operation: 'getActive',
		agentId: AGENT,
		phone: '={{ $json.phone }}',
	},
	makeCall: { resource: 'call', operation: 'make', agentId: AGENT, phone: '={{ $json.phone }}' },
	updateCalling: {
		resource: 'agent',
		operation: 'updateCalling',
		agentId: { ...AGENT, value: '={{ $json.ownAgentId }}' },
		direction: '={{ $json.direction }}',
		phoneNumberIds: '={{ $json.phoneNumberIds }}',
	},
};

/** The Talkover node, which decides how many requests it sends at once unless a number is given. */
export function talkover(requestsAtOnce?: number): Contender {
	const suffix = requestsAtOnce === undefined ? '' : `, Requests at Once ${requestsAtOnce}`;
	return {
		name: `Talkover${suffix}`,
		...(requestsAtOnce === undefined ? {} : { credential: { requestsAtOnce } }),
		node: (task) => ({
			type: 'n8n-nodes-talkover.talkover',
			parameters: {
				...OURS[task],
				// The same requests as the other nodes send, without checking for an active call first.
				...(task === 'makeCall' ? { rules: { skipIfActive: false } } : {}),
			},
		}),
	};
}

const json = (expression: string): INodeParameters => ({
	sendBody: true,
	specifyBody: 'json',
	jsonBody: `={{ ${expression} }}`,
});

/** The fields that the API requires for an agent, as the Talkover node sets them. */
const NEW_AGENT = `{ name: $json.name, label: $json.name, language: 'en-US', direction: 'inbound',
	who_speaks_first: 'agent', interrupt_sensitivity: 'medium', endpointing_sensitivity: 'auto',
	ivr_navigation_mode: 'off', conversation_speed: 1, initial_message_delay: 0,
	ask_if_human_present_on_idle: false, idle_time_seconds: 5, llm_temperature: 0.7,
	enable_recording: true }`;

const BY_HAND: Readonly<Record<Task, { readonly path: string } & INodeParameters>> = {
	createAgent: { method: 'POST', path: '/agents', ...json(NEW_AGENT) },
	getActiveCall: {
		method: 'GET',
		path: '/agents/{{ $json.agentId }}/active-call/{{ encodeURIComponent($json.phone) }}',
	},
	makeCall: {
		method: 'POST',
		path: '/agents/{{ $json.agentId }}/call',
		...json('{ to: $json.phone }'),
	},
	updateCalling: {
		method: 'PUT',
		path: '/agents/{{ $json.ownAgentId }}/calling',
		sendBody: true,
		bodyParameters: {
			parameters: [
				{ name: 'direction', value: '={{ $json.direction }}' },
				{ name: 'phone_number_ids', value: '={{ $json.phoneNumberIds }}' },
			],
		},
	},
};

/** How the HTTP Request node is throttled: it sends a batch, waits, and sends the next one. */
export interface Batching {
	readonly batchSize: number;
	/** Milliseconds. With 0, the node doesn't batch at all. */
	readonly batchInterval: number;
}

/** n8n's HTTP Request node, with its default settings or batched. */
export function httpRequest(batch?: Batching): Contender {
	const suffix = batch ? `, batches of ${batch.batchSize} every ${batch.batchInterval} ms` : '';
	return {
		name: `HTTP Request${suffix}`,
		node: (task, baseUrl, timeoutMs) => {
			const { path, ...parameters } = BY_HAND[task];
			return {
				type: HTTP_REQUEST,
				parameters: {
					...parameters,
					url: `=${baseUrl}${path}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'talkoverApi',
					options: {
						...(batch ? { batching: { batch: { ...batch } } } : {}),
						...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
						// "No active call" is a valid result here, reported as a 404.
						...(task === 'getActiveCall' ? { response: { response: { neverError: true } } } : {}),
					},
				},
			};
		},
	};
}

/** The shortest declarative node; it supports only one task. */
export const declarative: Contender = {
	name: 'Declarative node',
	node: () => ({
		type: DECLARATIVE,
		parameters: {
			agentId: '={{ $json.ownAgentId }}',
			direction: '={{ $json.direction }}',
			phoneNumberIds: '={{ $json.phoneNumberIds }}',
		},
	}),
};

/** No request at all, which shows the overhead of n8n itself. */
export const nothing: Contender = {
	name: 'No Operation',
	node: () => ({ type: 'n8n-nodes-base.noOp', parameters: {} }),
};

/** A workflow with a trigger and the measured node. */
export function workflowOf(node: SubjectNode, settings: NodeSettings = {}): WorkflowJson {
	return {
		nodes: [
			{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
			{ name: SUBJECT, ...node, ...settings },
		],
		connections: { Trigger: { main: [[{ node: SUBJECT, type: 'main', index: 0 }]] } },
	};
}

/** Input items for every task, each with its own name and number. */
export function itemsFor(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		name: subjectOf('createAgent', index),
		phone: subjectOf('makeCall', index),
		agentId: SEED.salesAgentId,
		ownAgentId: agentIdOf(index),
		direction: index % 2 === 0 ? 'inbound' : 'outbound',
		phoneNumberIds: [SEED.phoneNumberIds[index % SEED.phoneNumberIds.length]],
	}));
}

/** The agent that an item updates. Updates of one agent would be sent one after another. */
export function agentIdOf(index: number): string {
	return `agent-${index}`;
}

/** The identity of an item: the name of its agent, or the number to call. */
export function subjectOf(task: CreatingTask, index: number): string {
	return task === 'makeCall' ? `+1213${5_000_000 + index}` : `Agent ${index}`;
}
