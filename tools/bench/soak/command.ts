import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { PlaygroundError, installN8n, nodeForN8n } from '../../playground/install';
import type { World } from '../../playground/world';
import { startWorld } from '../../playground/world';
import type { ResultTable } from '../part';
import { format } from '../part';
import { SOAK_TITLE, forTerminal, machine, readResults, withTables, writeResults } from '../report';
import { N8N_SETTINGS } from '../realN8n/starters';
import { WITH_DEBUGGER, Inspected, metricOf } from './inspected';
import type { Subject } from './load';
import { CONTROL, Load, PACKAGE } from './load';
import type { Reading, Slope } from './slope';
import { difference, grows, slopeOf } from './slope';

const EVENTS_PER_SECOND = 5;
/** Readings per run. The first fifth is the warm-up. */
const READINGS = 40;
const WARM_UP = READINGS / 5;
const MEGABYTE = 1e6;

/** The arguments of the command. */
export const SOAK_USAGE = 'npm run bench -- soak [--minutes 10] [--write]';

/** What must not grow per 1,000 events by more than a limit. */
const WATCHED = [
	{ name: 'Live heap, MB', limit: 1, read: liveHeap },
	{ name: 'Open file descriptors', limit: 2, read: openFiles },
	{ name: 'Static data of the workflow, bytes', limit: 0, read: staticData },
] as const;

/** A running n8n under load. */
interface Run {
	readonly world: World;
	readonly load: Load;
	readonly inspected: Inspected;
}

async function liveHeap({ inspected }: Run): Promise<number> {
	return (await inspected.liveHeap()) / MEGABYTE;
}

async function openFiles({ world }: Run): Promise<number> {
	return metricOf(world.n8n.url, 'n8n_process_open_fds');
}

async function staticData({ world, load }: Run): Promise<number> {
	const { staticData: data } = await world.api.call<{ staticData: unknown }>(
		'GET',
		`/workflows/${load.id}`,
	);
	return JSON.stringify(data ?? null).length;
}

/**
 * `npm run bench -- soak`: runs the trigger and the action node in a real n8n under load, with faults, and fails if
 * memory, open files or static data grow. A second n8n does the same with its own nodes, which shows how much
 * n8n itself grows.
 */
export async function soakCommand(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: {
			minutes: { type: 'string', default: '10' },
			write: { type: 'boolean', default: false },
		},
	});
	const minutes = Number(values.minutes);
	if (!(minutes > 0)) throw new PlaygroundError(SOAK_USAGE);
	await installN8n(console.log);
	const results = await soak(minutes);
	const table = tableOf(minutes, results);
	console.log(forTerminal(table));
	const node = execFileSync(nodeForN8n(), ['--version'], { encoding: 'utf8' }).trim();
	if (values.write) {
		writeResults(withTables(readResults(), machine(node), [table]));
	}
	if (results.some(({ limit, growth }) => grows(growth, limit))) process.exitCode = 1;
}

/** A watched value with its readings after the warm-up. */
interface Result {
	readonly name: string;
	readonly readings: readonly Reading[];
	readonly slope: Slope;
	readonly slopeOfControl: Slope;
	/** How much steeper the slope is than that of the control. */
	readonly growth: Slope;
	readonly limit: number;
}

/** Runs n8n with the package and, at the same time, n8n with its own nodes. */
async function soak(minutes: number): Promise<readonly Result[]> {
	const ours = await start(PACKAGE);
	try {
		const control = await start(CONTROL);
		try {
			const [own, others] = await Promise.all([
				readingsOf(ours, minutes, 'package'),
				readingsOf(control, minutes, 'control'),
			]);
			return WATCHED.map(({ name, limit }, index) => {
				const readings = own[index] ?? [];
				const slope = slopeOf(readings);
				const slopeOfControl = slopeOf(others[index] ?? []);
				const growth = difference(slope, slopeOfControl);
				return { name, readings, slope, slopeOfControl, growth, limit };
			});
		} finally {
			await stop(control);
		}
	} finally {
		await stop(ours);
	}
}

async function start(subject: Subject): Promise<Run> {
	const { env: lazy } = N8N_SETTINGS.at(-1) ?? { env: {} };
	const world = await startWorld({
		env: {
			...lazy,
			...WITH_DEBUGGER,
			// Stored executions would grow the database, whose cache n8n keeps in memory.
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
			EXECUTIONS_DATA_SAVE_ON_ERROR: 'none',
		},
	});
	const inspected = await Inspected.connect(world.n8n.logFile);
	return { world, inspected, load: await Load.start(world, subject) };
}

async function stop({ world, inspected }: Run): Promise<void> {
	await inspected.close();
	await world.close();
}

/** @returns the readings after the warm-up, in the order of {@link WATCHED} */
async function readingsOf(run: Run, minutes: number, name: string): Promise<Reading[][]> {
	const perReading = Math.ceil((minutes * 60 * EVENTS_PER_SECOND) / READINGS);
	const readings = WATCHED.map((): Reading[] => []);
	for (let reading = 1; reading <= READINGS; reading++) {
		await send(run.load, perReading);
		const events = reading * perReading;
		const values = [];
		for (const { read } of WATCHED) values.push(await read(run));
		const shown = values.map((value) => format(value, 1)).join(', ');
		console.log(`  ${name}, ${events} events: ${shown}`);
		if (reading <= WARM_UP) continue;
		for (const [index, value] of values.entries()) readings[index]?.push({ events, value });
	}
	return readings;
}

/** Sends events at an even pace, whether or not n8n has handled the ones before. */
async function send(load: Load, count: number): Promise<void> {
	const sending: Promise<void>[] = [];
	for (let event = 0; event < count; event++) {
		sending.push(load.send());
		await delay(1000 / EVENTS_PER_SECOND);
	}
	await Promise.all(sending);
}

function tableOf(minutes: number, results: readonly Result[]): ResultTable {
	const events = results[0]?.readings.at(-1)?.events ?? NaN;
	const text = ({ slope, error }: Slope) => `${format(slope, 2)} ± ${format(error, 2)}`;
	return {
		title: SOAK_TITLE,
		notes: [
			`${format(events)} events in ${format(minutes)} minutes at least start a workflow with Call: Make. About one in three requests for a call fails. Every fifth event is delivered twice, and every tenth is preceded by a forged one. A second n8n does the same with its own nodes.`,
			`Live heap: what is left after a garbage collection. Slope: least squares over ${READINGS - WARM_UP} readings, with its 95 % confidence interval. Growth: the slope without that of n8n's own nodes.`,
		],
		head: [
			'Value',
			'First',
			'Last',
			'Slope per 1,000 events',
			"n8n's own",
			'Growth',
			'Limit',
			'Grows',
		],
		rows: results.map(({ name, readings, slope, slopeOfControl, growth, limit }) => [
			name,
			format(readings[0]?.value ?? NaN, 1),
			format(readings.at(-1)?.value ?? NaN, 1),
			...[slope, slopeOfControl, growth].map(text),
			String(limit),
			grows(growth, limit) ? 'yes' : 'no',
		]),
	};
}
