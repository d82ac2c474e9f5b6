import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import Table from 'cli-table3';

import type { ResultTable } from './part';

const PACKAGES = ['n8n', 'n8n-core', 'n8n-workflow', 'n8n-nodes-base'];

/** What the numbers were measured on, a line each. */
export function machine(nodeOfN8n: string): string[] {
	const cpus = os.cpus();
	const versions = PACKAGES.map((name) => `${name} ${versionOf(name)}`);
	return [
		`${cpus.length} cores (${cpus[0]?.model.trim() ?? 'unknown'}), ${(os.totalmem() / 1e9).toFixed(0)} GB of memory, ${os.type()} ${os.arch()}`,
		`Node ${nodeOfN8n} for the engine, with n8n's vm expression engine; Node ${process.version} for the simulator`,
		versions.join(', '),
		new Date().toISOString().slice(0, 10),
	];
}

function versionOf(name: string): string {
	const file = path.join(__dirname, '../playground/node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** A table for the terminal. */
export function forTerminal({ title, notes, head, rows }: ResultTable): string {
	const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
	table.push(...rows.map((row) => [...row]));
	return [`\n${title}`, ...notes.map((note) => `  ${note}`), table.toString()].join('\n');
}

/** `RESULTS.md` after a run of all parts. */
export function newPage(about: readonly string[], tables: readonly ResultTable[]): string {
	const facts = about.map((line) => `- ${line}`).join('\n');
	const intro = '# Benchmark\n\nMade by `npm run bench`, which overwrites this file.';
	return `${[intro, facts, ...tables.map(forMarkdown)].join('\n\n')}\n`;
}

/**
 * `RESULTS.md` after a run of some parts.
 *
 * @param about what the new tables were measured on, which each of them says if it matters
 * @returns the page with the new tables in the place of those of the same title, or at its end
 */
export function withTables(
	page: string,
	about: readonly string[],
	tables: readonly ResultTable[],
): string {
	const [head = '', ...sections] = page.trimEnd().split('\n\n## ');
	const apart = `Measured apart from the other tables: ${about.join('; ')}.`;
	for (const table of tables) {
		const notes = table.machineMatters === false ? table.notes : [...table.notes, apart];
		const section = forMarkdown({ ...table, notes }).slice('## '.length);
		const index = sections.findIndex((other) => other.startsWith(`${table.title}\n`));
		sections.splice(index < 0 ? sections.length : index, 1, section);
	}
	return `${[head, ...sections].join('\n\n## ')}\n`;
}

/** A table for `RESULTS.md`. */
function forMarkdown({ title, notes, head, rows }: ResultTable): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		`## ${title}`,
		notes.join(' '),
		[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'),
	].join('\n\n');
}
