import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { PlaygroundError, installN8n, nodeForN8n } from '../playground/install';
import { check } from './check';
import type { ResultTable } from './part';
import { duplicates } from './parts/duplicates';
import { events } from './parts/events';
import { limits } from './parts/limits';
import { memory } from './parts/memory';
import { speed } from './parts/speed';
import { forMarkdown, forTerminal, machine } from './report';

const PARTS = [speed, limits, duplicates, memory, events];
const RESULTS = path.join(__dirname, 'RESULTS.md');
const USAGE = 'npm run bench -- [--check] [--only a,b,c,d,e] [--rounds 3]';

/**
 * `npm run bench`: measures the node beside others in n8n's own engine. A run of all parts is written
 * to RESULTS.md, so that no table there stems from another run than its neighbours.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			check: { type: 'boolean', default: false },
			only: { type: 'string' },
			rounds: { type: 'string', default: '3' },
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
		`Medians of ${rounds} round(s), in each of which the nodes took turns`,
	];
	console.log(about.join('\n'));
	const tables: ResultTable[] = [];
	for (const part of parts) {
		const table = await part.run({ rounds, log: console.log });
		console.log(forTerminal(table));
		tables.push(table);
	}
	if (parts.length === PARTS.length) writeFileSync(RESULTS, page(about, tables));
}

function page(about: readonly string[], tables: readonly ResultTable[]): string {
	const facts = about.map((line) => `- ${line}`).join('\n');
	const intro = '# Benchmark\n\nMade by `npm run bench`, which overwrites this file.';
	return `${[intro, facts, ...tables.map(forMarkdown)].join('\n\n')}\n`;
}

main().catch((error: unknown) => {
	console.error(error instanceof PlaygroundError ? error.message : error);
	process.exitCode = 1;
});
