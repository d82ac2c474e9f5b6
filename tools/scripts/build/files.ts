import { readdirSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Removes what an earlier build has written. */
export async function clean(): Promise<void> {
	await rm('dist', { recursive: true, force: true });
}

/** Copies the icons. */
export async function icons(): Promise<void> {
	await cp('icons', 'dist/icons', { recursive: true });
}

/** Copies what n8n's search knows about the nodes. */
export async function codex(): Promise<void> {
	for (const file of filesIn('nodes', (name) => name.endsWith('.node.json'))) {
		await write(path.join('dist', file), await readFile(file, 'utf8'));
	}
}

/** Copies the output previews without white space, which makes up most of their size. */
export async function previews(): Promise<void> {
	const isPreview = (name: string) => name.includes('__schema__') && name.endsWith('.json');
	for (const file of filesIn('nodes', isPreview)) {
		const content: unknown = JSON.parse(await readFile(file, 'utf8'));
		await write(path.join('dist', file), JSON.stringify(content));
	}
}

function filesIn(folder: string, isWanted: (name: string) => boolean): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter(isWanted)
		.map((name) => path.join(folder, name));
}

async function write(file: string, content: string): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, content);
}
