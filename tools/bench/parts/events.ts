import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { CALL_ENDED, deactivate, lookUp, lookedUp } from '../../playground/workflows';
import type { World } from '../../playground/world';
import { startWorld } from '../../playground/world';
import type { JsonObject } from '../../simulator/contract';
import { SEED } from '../../simulator/state';
import type { Part, Settings } from '../part';
import { format, median } from '../part';
import type { N8nSetting, Starter } from '../realN8n/starters';
import { N8N_SETTINGS, TRIGGER, WEBHOOK, launch } from '../realN8n/starters';

const EVENTS = 1000;
const SPREAD_MS = 10_000;
/** From a failed attempt to the next. Talkover doesn't document it. */
const RETRY_DELAY_MS = 10_000;
/** An event is lost when n8n has nothing left to do and nothing has happened for this long. */
const QUIET_MS = 15_000;
const POLL_MS = 250;

/** What happened to the events of one run. */
interface EventsRun {
	/** Events for which the workflow was executed exactly once. */
	readonly once: number;
	/** Events for which it was never executed. */
	readonly lost: number;
	/** Events for which it was executed more than once. */
	readonly twice: number;
	/** Events that Talkover sent more than once. */
	readonly sentAgain: number;
	/** Milliseconds from each event's first attempt until n8n accepted it, in ascending order. */
	readonly acceptedMs: readonly number[];
	/** Milliseconds from the first attempt until the last execution. */
	readonly totalMs: number;
}

/** Many events in a short time, in a real n8n. */
export const events: Part = {
	id: 'trigger',
	run: async (settings) => {
		const results = [];
		for (const setting of N8N_SETTINGS) results.push(...(await measure(setting, settings)));
		return {
			title: `${format(EVENTS)} events in ${SPREAD_MS / 1000} s, in a running n8n`,
			notes: [
				'Each event starts a workflow that sends one request.',
				`An attempt times out after 30 s, and up to three more follow, here ${RETRY_DELAY_MS / 1000} s apart.`,
				'Once, lost, more than once: executions per event, in the worst of all rounds. Accepted: n8n answered with 200.',
			],
			head: [
				...['Expressions', 'Node', 'Once', 'Lost', 'More than once', 'Sent again'],
				...['Accepted after s (median)', '(95 %)', 'Total s'],
			],
			rows: results.map(({ setting, starter, runs }) => [
				setting.name,
				starter.name,
				format(Math.min(...runs.map(({ once }) => once))),
				format(Math.max(...runs.map(({ lost }) => lost))),
				format(Math.max(...runs.map(({ twice }) => twice))),
				format(Math.max(...runs.map(({ sentAgain }) => sentAgain))),
				seconds(median(runs, ({ acceptedMs }) => median(acceptedMs, Number))),
				seconds(median(runs, ({ acceptedMs }) => percentile(acceptedMs, 95))),
				seconds(median(runs, ({ totalMs }) => totalMs)),
			]),
		};
	},
};

/** Measures both nodes with one setting of n8n, in turn. */
async function measure(setting: N8nSetting, { rounds, log }: Settings) {
	const results = [TRIGGER, WEBHOOK].map((starter) => ({
		setting,
		starter,
		runs: [] as EventsRun[],
	}));
	const world = await startWorld({ retryDelayMs: RETRY_DELAY_MS, env: setting.env });
	try {
		for (let round = 1; round <= rounds; round++) {
			for (const { starter, runs } of results) {
				const run = await send(world, starter, EVENTS, SPREAD_MS);
				runs.push(run);
				const what = `${starter.name}, ${setting.name}`;
				log(`  round ${round} of ${rounds}: burst, ${what}: ${seconds(run.totalMs)} s`);
			}
		}
	} finally {
		await world.close();
	}
	return results;
}

/**
 * Sends some events at once to the Talkover Trigger in a real n8n.
 *
 * @returns the errors; empty if each event started the workflow once
 */
export async function faultsOfEvents(count: number): Promise<string[]> {
	const world = await startWorld({ retryDelayMs: RETRY_DELAY_MS });
	try {
		const { lost, twice } = await send(world, TRIGGER, count, 0);
		return [
			...(lost > 0 ? [`${lost} of ${count} events lost`] : []),
			...(twice > 0 ? [`${twice} of ${count} events executed more than once`] : []),
		];
	} finally {
		await world.close();
	}
}

/** Sends events, evenly distributed over `spreadMs`, and waits until n8n has handled them. */
async function send(
	world: World,
	starter: Starter,
	count: number,
	spreadMs: number,
): Promise<EventsRun> {
	const { simulator } = world;
	// Seeded webhooks and those of an earlier run would receive the events too.
	simulator.state.webhooks.length = 0;
	const { id } = await launch(world, starter, lookUp(starter.phone));
	simulator.state.webhookLogs.length = 0;
	const before = simulator.requests.length;
	const calls = Array.from({ length: count }, (_, index) => ({
		id: randomUUID(),
		agent_id: SEED.salesAgentId,
		to: `+1213${5_000_000 + index}`,
		status: 'completed',
	}));
	simulator.state.calls.push(...calls);
	const started = Date.now();
	await Promise.all(
		calls.map(async ({ id: callId, to: phone }, index) => {
			await delay((index / count) * spreadMs);
			await simulator.tell(callId, CALL_ENDED, { duration: 42, context: { phone } });
		}),
	);
	await simulator.idle();
	await settled(world, id, () => new Set(lookedUp(requestsSince(world, before))).size === count);
	await deactivate(world, id);
	const phones = calls.map(({ to }) => to);
	return { ...executionsOf(world, before, phones), ...deliveriesOf(world, started) };
}

/** Waits until n8n executes nothing anymore, and all events are handled or nothing happens for a while. */
async function settled({ api, simulator }: World, id: string, done: () => boolean): Promise<void> {
	const filter = encodeURIComponent(
		JSON.stringify({ workflowId: id, status: ['new', 'running', 'waiting'] }),
	);
	let [requests, since] = [0, Date.now()];
	for (;;) {
		// n8n answers with a 503 while its database is too busy, so it isn't done then either.
		const idle = await api.call<{ count: number }>('GET', `/executions?filter=${filter}`).then(
			({ count }) => count === 0,
			() => false,
		);
		if (idle && done()) return;
		if (!idle || simulator.requests.length > requests) {
			[requests, since] = [simulator.requests.length, Date.now()];
		}
		if (Date.now() - since > QUIET_MS) return;
		await delay(POLL_MS);
	}
}

function requestsSince({ simulator }: World, before: number) {
	return { requests: simulator.requests.slice(before) };
}

function executionsOf(world: World, before: number, phones: readonly string[]) {
	const times = new Map(phones.map((phone) => [phone, 0]));
	for (const phone of lookedUp(requestsSince(world, before))) {
		times.set(phone, (times.get(phone) ?? 0) + 1);
	}
	const counts = phones.map((phone) => times.get(phone) ?? 0);
	return {
		once: counts.filter((executed) => executed === 1).length,
		lost: counts.filter((executed) => executed === 0).length,
		twice: counts.filter((executed) => executed > 1).length,
	};
}

/** The entries of Talkover's logs about the events since the logs were cleared. */
function deliveriesOf({ simulator }: World, started: number) {
	const firstSent = new Map<unknown, number>();
	const acceptedMs: number[] = [];
	const oldestFirst = [...simulator.state.webhookLogs].reverse();
	for (const { request_payload, attempt, created_at, delivered_at } of oldestFirst) {
		const { call_id: callId } = request_payload as JsonObject;
		if (attempt === 1) firstSent.set(callId, Date.parse(String(created_at)));
		if (typeof delivered_at !== 'string') continue;
		acceptedMs.push(Date.parse(delivered_at) - (firstSent.get(callId) ?? NaN));
	}
	return {
		sentAgain: oldestFirst.filter(({ attempt }) => attempt === 2).length,
		acceptedMs: acceptedMs.sort((a, b) => a - b),
		totalMs: (simulator.requests.at(-1)?.receivedAt ?? NaN) - started,
	};
}

function percentile(sorted: readonly number[], percent: number): number {
	return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? NaN;
}

function seconds(ms: number): string {
	return format(ms / 1000, 1);
}
