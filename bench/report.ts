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

/** A table for `RESULTS.md`. */
export function forMarkdown({ title, notes, head, rows }: ResultTable): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		`## ${title}`,
		notes.join(' '),
		[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'),
	].join('\n\n');
}
