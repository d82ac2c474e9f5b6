import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../../..');

/** The content of a file; undefined if it doesn't exist. */
export function contentOf(name: string): string | undefined {
	const file = path.join(ROOT, name);
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Writes a file, and its folder if it doesn't exist. */
export function write(name: string, content: string): void {
	const file = path.join(ROOT, name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, content);
}
