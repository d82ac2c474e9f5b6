import { randomUUID } from 'node:crypto';

import { expect } from '@playwright/test';

import type { NodeJson } from '../../../tools/playground/workflows';
import { activate, saveWorkflow } from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import type { Fault } from '../../../tools/simulator/http/faults';
import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';

/** A real n8n, with the address of its webhooks. */
export interface WebhookWorld extends Pick<World, 'api' | 'credential'> {
	readonly webhookUrl: string;
}

const FIRST = 2_000_000;

/** Phone numbers that haven't been called yet. */
export function phones(count: number, first = 0): string[] {
	return Array.from({ length: count }, (_, index) => `+1212${String(FIRST + first + index)}`);
}

/** An active workflow that a request to its webhook starts. */
export interface PostedWorkflow {
	readonly id: string;
	/** Starts the workflow once. */
	start(body: object): Promise<void>;
}

/** Saves and activates a workflow that starts with its own webhook. */
export async function savePosted(
	world: WebhookWorld,
	nodes: readonly NodeJson[],
): Promise<PostedWorkflow> {
	const path = randomUUID();
	const webhook = {
		name: 'Posted',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path },
	};
	const id = await saveWorkflow(world, [webhook, ...nodes], 'Posted');
	await activate(world, id);
	const start = async (body: object) => {
		// n8n publishes in the background: for a moment, it responds that it doesn't know the webhook.
		await expect(async () => {
			const { status } = await fetch(`${world.webhookUrl}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			expect(status).toBe(200);
		}).toPass();
	};
	return { id, start };
}

export interface CallsOptions {
	/** Default: the seeded sales agent */
	readonly agentId?: string;
	/** Default: false */
	readonly skipIfActive?: boolean | undefined;
	/** Settings of the node that makes the calls. */
	readonly settings?: Partial<NodeJson> | undefined;
	/** The nodes after it. */
	readonly then?: readonly NodeJson[];
}

/** The name of the node that makes the calls. */
export const TALKOVER = 'Talkover';

/** A workflow that calls all `contacts` that are posted to it. */
export async function saveCalls(
	world: WebhookWorld,
	{ agentId = SEED.salesAgentId, skipIfActive = false, settings, then = [] }: CallsOptions = {},
): Promise<PostedWorkflow> {
	return savePosted(world, [
		{
			name: 'Contacts',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.contacts' },
		},
		{
			name: TALKOVER,
			type: 'n8n-nodes-talkover.talkover',
			parameters: {
				resource: 'call',
				operation: 'make',
				agentId: { __rl: true, mode: 'id', value: agentId },
				phone: '={{ $json.phone }}',
				rules: { skipIfActive },
			},
			...settings,
		},
		...then,
	]);
}

/** The input of the workflow of {@link saveCalls}. */
export function contacts(numbers: readonly string[]): object {
	return { contacts: numbers.map((phone) => ({ phone })) };
}

/** The number of calls to new numbers in Talkover. */
export function callCount(simulator: Simulator): number {
	return callsTo(simulator).length;
}

/** How many of these people were called at least twice, and how many were never called. */
export function outcome(
	simulator: Simulator,
	numbers: readonly string[],
): { readonly calledTwice: number; readonly neverCalled: number } {
	const called = callsTo(simulator);
	const times = numbers.map((number) => called.filter((to) => to === number).length);
	return {
		calledTwice: times.filter((count) => count > 1).length,
		neverCalled: times.filter((count) => count === 0).length,
	};
}

export const EACH_ONCE = { calledTwice: 0, neverCalled: 0 };

function callsTo({ state }: Simulator): string[] {
	return state.calls.map(({ to }) => to).filter((to) => to.startsWith(`+1212${FIRST / 1_000_000}`));
}

/** Talkover creates nothing and reports the reason. */
export const REJECTED: Fault = {
	kind: 'answer',
	status: 422,
	body: { success: false, message: 'Not this one.' },
};

/** Makes the next request for a call to a number fail. */
export function failCallOnce(simulator: Simulator, phone: string | undefined, fault: Fault): void {
	simulator.fail({
		times: 1,
		operationId: 'makeCall',
		when: ({ body }) => JSON.stringify(body).includes(String(phone)),
		fault,
	});
}
