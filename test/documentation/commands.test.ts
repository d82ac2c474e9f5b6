import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { OTHERS } from '../../tools/scripts/commands/e2e';
import { TESTS } from '../../tools/scripts/commands/longTests';
import { COMMANDS } from '../../tools/scripts/release/main';
import { readManifest } from '../../tools/scripts/release/manifest';

const ROOT = path.join(__dirname, '../..');
const SCRIPTS = Object.keys(readManifest(ROOT).scripts ?? {});

/** What may follow the name of a script that has commands of its own. */
const COMMANDS_OF: Readonly<Record<string, readonly string[]>> = {
	bench: ['journeys', 'soak'],
	e2e: Object.keys(OTHERS),
	release: Object.keys(COMMANDS),
	simulator: ['call'],
	'test:long': Object.keys(TESTS),
};

const FOLDERS = ['.ci', '.github', 'docs', 'nodes', 'test', 'tools'].map((folder) =>
	filesIn(folder),
);
const FILES = [
	...readdirSync(ROOT).filter((name) => /\.(?:md|m?js)$/.test(name)),
	...FOLDERS.flat(),
];

function filesIn(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const file = `${folder}/${entry.name}`;
		if (entry.isDirectory())
			return ['node_modules', 'data'].includes(entry.name) ? [] : filesIn(file);
		return /\.(?:md|ya?ml|ts|[cm]?js)$|\/(?:run|CODEOWNERS)$/.test(file) ? [file] : [];
	});
}

interface Command {
	readonly file: string;
	readonly script: string;
	/** The first word after `--`. */
	readonly command: string | undefined;
}

const NAMED: readonly Command[] = FILES.flatMap((file) => {
	const text = readFileSync(path.join(ROOT, file), 'utf8');
	return [...text.matchAll(/\bnpm run ([a-z][\w:]*)(?: -- ([a-z]\w*))?/g)].map(
		([, script = '', command]) => ({ file, script, command }),
	);
});

test('every script that a page, a workflow, a comment or a message names is in package.json', () => {
	expect(NAMED.length).toBeGreaterThan(60);
	expect(NAMED.filter(({ script }) => !SCRIPTS.includes(script))).toEqual([]);
});

test('every command of a script that a page, a workflow, a comment or a message names exists', () => {
	const withCommands = NAMED.filter(({ command }) => command !== undefined);
	const unknown = withCommands.filter(
		({ script, command = '' }) => !COMMANDS_OF[script]?.includes(command),
	);

	expect(withCommands.length).toBeGreaterThan(10);
	expect(unknown).toEqual([]);
});

test('package.json has at most twelve scripts', () => {
	expect(SCRIPTS.length).toBeLessThanOrEqual(12);
});
