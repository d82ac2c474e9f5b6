import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import type { NodeJson } from '../../playground/workflows';
import { CALL_ENDED, deactivate } from '../../playground/workflows';
import type { World } from '../../playground/world';
import { startWorld } from '../../playground/world';
import { SEED } from '../../simulator/state';
import type { Part, Settings } from '../part';
import { format, median } from '../part';
import type { Launched, N8nSetting } from '../realN8n/starters';
import { N8N_SETTINGS, TRIGGER, WEBHOOK, launch } from '../realN8n/starters';

/** Events that are sent to one node before the other node's turn. */
const EVENTS = 100;
/** Turns per round. They're short, so that other activity on the machine affects both nodes equally. */
const TURNS = 4;
/** Requests that are open at the same time. */
const AT_ONCE = 10;
/** Events that are sent before n8n runs at full speed. */
const WARM_UP_EVENTS = 60;
const POLL_MS = 50;
const GIVE_UP_MS = 300_000;

/** Contains no expression, so that only the starters differ. */
const NOTHING: NodeJson = { name: 'No Operation', type: 'n8n-nodes-base.noOp' };

/** How many events per second n8n accepts with each node, in a real n8n. */
export const triggerSpeed: Part = {
	id: 'trigger',
	run: async (settings) => {
		const rows: string[][] = [];
		for (const setting of N8N_SETTINGS) rows.push(...(await measure(setting, settings)));
		return {
			title: 'Events per second, in a running n8n',
			notes: [
				`Each turn sends ${EVENTS} events, ${AT_ONCE} at once; the nodes take turns, ${TURNS} times per round.`,
				'Of Webhook: the median of the ratios of neighboring turns. The goal is at least 0.95 with the lazy setting.',
			],
			head: ['Expressions', 'Node', 'Events/s', 'Of Webhook'],
			rows,
		};
	},
};

/** @returns a row for each node */
async function measure(setting: N8nSetting, { rounds, log }: Settings): Promise<string[][]> {
	const world = await startWorld({ env: setting.env });
	try {
		// Seeded webhooks point nowhere.
		world.simulator.state.webhooks.length = 0;
		const trigger = await launch(world, TRIGGER, NOTHING);
		const webhook = await launch(world, WEBHOOK, NOTHING);
		for (const node of [trigger, webhook]) await eventsPerSecond(world, node, WARM_UP_EVENTS);
		const pairs: { ours: number; theirs: number }[] = [];
		for (let round = 1; round <= rounds; round++) {
			for (let turn = 1; turn <= TURNS; turn++) {
				const ours = await eventsPerSecond(world, trigger, EVENTS);
				const theirs = await eventsPerSecond(world, webhook, EVENTS);
				pairs.push({ ours, theirs });
				const each = `${format(ours, 1)} and ${format(theirs, 1)} events/s`;
				log(`  round ${round} of ${rounds}: ${setting.name}, trigger and Webhook: ${each}`);
			}
		}
		for (const { id } of [trigger, webhook]) await deactivate(world, id);
		const ratio = median(pairs, ({ ours, theirs }) => ours / theirs);
		return [
			[
				setting.name,
				TRIGGER.name,
				format(
					median(pairs, (pair) => pair.ours),
					1,
				),
				format(ratio, 2),
			],
			[
				setting.name,
				WEBHOOK.name,
				format(
					median(pairs, (pair) => pair.theirs),
					1,
				),
				'1.00',
			],
		];
	} finally {
		await world.close();
	}
}

/** Sends events, and waits until n8n has executed the workflow for each of them. */
async function eventsPerSecond(world: World, node: Launched, count: number): Promise<number> {
	const before = await executed(world, node);
	const started = performance.now();
	let left = count;
	const sendOneByOne = async () => {
		while (left > 0) {
			left -= 1;
			const answer = await node.post(endOfCall());
			if (!answer.ok) throw new Error(`n8n rejected an event (HTTP ${answer.status})`);
			await answer.text();
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sendOneByOne));
	while ((await executed(world, node)) < before + count) {
		await delay(POLL_MS);
		if (performance.now() - started > GIVE_UP_MS) throw new Error('n8n lost an event');
	}
	return count / ((performance.now() - started) / 1000);
}

/** Successful executions of a workflow. */
async function executed({ api }: World, { id }: Launched): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: ['success'] }));
	const { count } = await api.call<{ count: number }>(
		'GET',
		`/executions?filter=${filter}&limit=1`,
	);
	return count;
}

function endOfCall() {
	const context = { phone: '+12125550123', dealId: '42' };
	const call = { call_id: randomUUID(), agent_id: SEED.salesAgentId, duration: 42, context };
	return { event: CALL_ENDED, ...call };
}
