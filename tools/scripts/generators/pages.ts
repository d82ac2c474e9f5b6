import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');
const BEGIN = '<!-- Made by "npm run generate": begin -->';
const END = '<!-- Made by "npm run generate": end -->';

/**
 * A page of the documentation with a new text between its two markers.
 *
 * @param name the file, relative to the root of the project
 * @throws Error if the page doesn't have both markers
 */
export function pageWith(name: string, text: string): string {
	const page = readFileSync(path.join(ROOT, name), 'utf8');
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (before === undefined || after === undefined) throw new Error(`${name} has no markers`);
	return `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
}

/** The fragment that leads to a heading, as GitHub and npm make it. */
export function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}_ -]/gu, '')
		.replaceAll(' ', '-');
}
