import { randomUUID } from 'node:crypto';

import type { NodeJson } from '../../playground/workflows';
import { activate, saveWorkflow } from '../../playground/workflows';
import type { Simulator } from '../../simulator/simulator';
import { SEED } from '../../simulator/state';
import { expect } from './fixtures';
import type { QueueWorld } from './queueWorld';

const FIRST = 2_000_000;

/** Phone numbers that nobody has been called at yet. */
export function phones(count: number, first = 0): string[] {
	return Array.from({ length: count }, (_, index) => `+1555${String(FIRST + first + index)}`);
}

/** An active workflow that starts with what is posted to its webhook. */
export interface PostedWorkflow {
	readonly id: string;
	/** Starts it once. */
	start(body: object): Promise<void>;
}

/** Saves and activates a workflow whose webhook the webhook processors take. */
export async function savePosted(
	world: QueueWorld,
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
	const id = await saveWorkflow(world, [webhook, ...nodes], 'Queue mode');
	await activate(world, id);
	const start = async (body: object) => {
		// n8n publishes in the background: for a moment it answers that it doesn't know the webhook.
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

/** A workflow that calls all `contacts` that are posted to it, whether they are on a call or not. */
export async function saveCalls(
	world: QueueWorld,
	settings: Partial<NodeJson> = {},
): Promise<PostedWorkflow> {
	return savePosted(world, [
		{
			name: 'Contacts',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.contacts' },
		},
		{
			name: 'Talkover',
			type: 'n8n-nodes-talkover.talkover',
			parameters: {
				resource: 'call',
				operation: 'make',
				agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
				phone: '={{ $json.phone }}',
				options: { skipIfActive: false },
			},
			...settings,
		},
	]);
}

/** What the workflow of {@link saveCalls} takes. */
export function contacts(numbers: readonly string[]): object {
	return { contacts: numbers.map((phone) => ({ phone })) };
}

/** How many calls to new numbers Talkover has. */
export function callCount(simulator: Simulator): number {
	return callsTo(simulator).length;
}

/** How many of these people were called twice or more, and how many never. */
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
	return state.calls.map(({ to }) => to).filter((to) => to.startsWith(`+1555${FIRST / 1_000_000}`));
}
