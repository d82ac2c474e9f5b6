import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { PlaygroundError, installN8n, nodeForN8n } from '../playground/install';
import { check } from './check';
import { JOURNEYS_USAGE, journeysCommand } from './journeys/command';
import type { ResultTable } from './part';
import { bursts } from './parts/bursts';
import { duplicates } from './parts/duplicates';
import { events } from './parts/events';
import { executions } from './parts/executions';
import { journeys } from './parts/journeys';
import { limits } from './parts/limits';
import { memory } from './parts/memory';
import { onCall } from './parts/onCall';
import { sharedLimits } from './parts/sharedLimits';
import { callSpeed, speed } from './parts/speed';
import { triggerSpeed } from './parts/triggerSpeed';
import { waiting } from './parts/waiting';
import { waits } from './parts/waits';
import { forTerminal, machine, readResults, withAll, withTables, writeResults } from './report';
import { SOAK_USAGE, soakCommand } from './soak/command';

const PARTS = [
	...[speed, callSpeed, limits, sharedLimits, bursts, duplicates],
	...[memory, onCall, triggerSpeed, events, executions, waiting, waits, journeys],
];
const USAGE = `npm run bench -- [--check] [--only a,calls,b,shared,bursts,c,d,e,trigger,executions,waiting,waits,journeys] [--write] [--rounds 3]
${JOURNEYS_USAGE}
${SOAK_USAGE}`;

/** What `npm run bench` does instead of the benchmark, by its first argument. */
const COMMANDS: Readonly<Partial<Record<string, (args: string[]) => Promise<void>>>> = {
	journeys: journeysCommand,
	soak: soakCommand,
};

async function main(): Promise<void> {
	const [name = '', ...rest] = process.argv.slice(2);
	const command = COMMANDS[name];
	await (command ? command(rest) : benchmark(process.argv.slice(2)));
}

/**
 * Compares the node with others in n8n's own engine. A run of all parts is recorded in RESULTS.md and figures/. A run of some parts
 * replaces only their tables, if requested, with a note on each.
 */
async function benchmark(args: string[]): Promise<void> {
	const { values } = parseArgs({
		args,
		options: {
			check: { type: 'boolean', default: false },
			only: { type: 'string' },
			rounds: { type: 'string', default: '3' },
			write: { type: 'boolean', default: false },
		},
	});
	const rounds = Number(values.rounds);
	const ids = values.only?.split(',') ?? PARTS.map(({ id }) => id);
	const parts = PARTS.filter(({ id }) => ids.includes(id));
	if (!(rounds >= 1) || parts.length < ids.length) throw new PlaygroundError(USAGE);
	await installN8n(console.log);
	if (values.check) {
		const { passed, failed } = await check(ids, console.log);
		console.log(`${passed} passed, ${failed} failed`);
		process.exitCode = failed > 0 ? 1 : 0;
		return;
	}
	const node = execFileSync(nodeForN8n(), ['--version'], { encoding: 'utf8' }).trim();
	const about = [
		...machine(node),
		`Medians of ${rounds} round(s); the nodes take turns in each round`,
	];
	console.log(about.join('\n'));
	const tables: ResultTable[] = [];
	for (const part of parts) {
		const table = await part.run({ rounds, log: console.log });
		console.log(forTerminal(table));
		tables.push(table);
	}
	const record = readResults();
	if (parts.length === PARTS.length) writeResults(withAll(record, about, tables));
	else if (values.write) writeResults(withTables(record, about, tables));
}

main().catch((error: unknown) => {
	console.error(error instanceof PlaygroundError ? error.message : error);
	process.exitCode = 1;
});
