import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { SEED } from '../simulator/state';
import type { WorkflowJson } from '../harness/workflow';
import { DECLARATIVE, HTTP_REQUEST, SUBJECT } from './job';

/** What is asked of Talkover; every contender does it with one node. */
export type Task = 'createAgent' | 'getActiveCall' | 'makeCall' | 'updateCalling';

export type CreatingTask = Extract<Task, 'createAgent' | 'makeCall'>;

/** Settings of a node beside its parameters, such as *Retry On Fail*. */
export type NodeSettings = Partial<
	Pick<INode, 'maxTries' | 'onError' | 'retryOnFail' | 'waitBetweenTries'>
>;

/** A way to do a task in n8n. */
export interface Contender {
	readonly name: string;
	/** @param timeoutMs milliseconds to wait for each answer; the node's own default without it */
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
		agentId: AGENT,
		direction: '={{ $json.direction }}',
		phoneNumberIds: '={{ $json.phoneNumberIds }}',
	},
};

/** The Talkover node; without a concurrency, with its default of 10. */
export function talkover(maxConcurrency?: number): Contender {
	const suffix = maxConcurrency === undefined ? '' : `, Max Concurrency ${maxConcurrency}`;
	return {
		name: `Talkover${suffix}`,
		node: (task, _baseUrl, timeoutMs) => ({
			type: 'n8n-nodes-talkover.talkover',
			parameters: {
				...OURS[task],
				options: {
					// The same requests as the others send: without the look whether there is a call already.
					...(task === 'makeCall' ? { skipIfActive: false } : {}),
					...(maxConcurrency === undefined ? {} : { maxConcurrency }),
					...(timeoutMs === undefined ? {} : { timeout: timeoutMs / 1000 }),
				},
			},
		}),
	};
}

const json = (expression: string): INodeParameters => ({
	sendBody: true,
	specifyBody: 'json',
	jsonBody: `={{ ${expression} }}`,
});

/** What the API requires for an agent, as the Talkover node fills it in. */
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
		path: '/agents/{{ $json.agentId }}/calling',
		sendBody: true,
		bodyParameters: {
			parameters: [
				{ name: 'direction', value: '={{ $json.direction }}' },
				{ name: 'phone_number_ids', value: '={{ $json.phoneNumberIds }}' },
			],
		},
	},
};

/** How the HTTP Request node paces itself: it starts so many requests, waits, and starts the next. */
export interface Batching {
	readonly batchSize: number;
	/** Milliseconds. With 0 the node does not batch at all. */
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
						// "No active call" is an answer here, and a 404.
						...(task === 'getActiveCall' ? { response: { response: { neverError: true } } } : {}),
					},
				},
			};
		},
	};
}

/** The shortest declarative node; it can do one task only. */
export const declarative: Contender = {
	name: 'Declarative node',
	node: () => ({
		type: DECLARATIVE,
		parameters: {
			agentId: '={{ $json.agentId }}',
			direction: '={{ $json.direction }}',
			phoneNumberIds: '={{ $json.phoneNumberIds }}',
		},
	}),
};

/** What n8n itself takes for an execution, with no request at all. */
export const nothing: Contender = {
	name: 'No Operation',
	node: () => ({ type: 'n8n-nodes-base.noOp', parameters: {} }),
};

/** A trigger and the node that is measured. */
export function workflowOf(node: SubjectNode, settings: NodeSettings = {}): WorkflowJson {
	return {
		nodes: [
			{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
			{ name: SUBJECT, ...node, ...settings },
		],
		connections: { Trigger: { main: [[{ node: SUBJECT, type: 'main', index: 0 }]] } },
	};
}

/** Input items for every task, each with a name and a number of its own. */
export function itemsFor(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		name: subjectOf('createAgent', index),
		phone: subjectOf('makeCall', index),
		agentId: SEED.salesAgentId,
		direction: index % 2 === 0 ? 'inbound' : 'outbound',
		phoneNumberIds: [SEED.phoneNumberIds[index % SEED.phoneNumberIds.length]],
	}));
}

/** What is created for an item: the name of the agent, or the number that is called. */
export function subjectOf(task: CreatingTask, index: number): string {
	return task === 'makeCall' ? `+1555${1_000_000 + index}` : `Agent ${index}`;
}
