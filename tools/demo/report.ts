import Table from 'cli-table3';

import type { LoggedRequest } from '../simulator/http/faults';

/** Prints a heading with an explanation below it. */
export function section(title: string, explanation: string): void {
	console.log(`\n━━ ${title}\n   ${explanation}\n`);
}

/** Prints a table that fits a terminal with 120 columns. JSON has no spaces at which to break lines. */
export function table(
	head: string[],
	widths: number[],
	rows: readonly string[][],
	{ json = false } = {},
): void {
	const plain = {
		style: { head: [], border: [] },
		wordWrap: true,
		wrapOnWordBoundary: !json,
		head,
		colWidths: widths,
	};
	const drawn = new Table(plain);
	drawn.push(...rows);
	console.log(drawn.toString());
}

/** One row per request, with its response. */
export function requestRow({ method, url, body, status, answer }: LoggedRequest): string[] {
	const path = url.replace('/api/v1', '').replace(/([0-9a-f]{8})-[0-9a-f-]{27}/, '$1…');
	return [`${method}\n${path}`, pretty(body), `${status} ${pretty(answer)}`];
}

/** Prints the outcome of a step. */
export function done(text: string): void {
	console.log(`   ✓ ${text}`);
}

const MAX = 360;

function pretty(json: unknown): string {
	if (json === undefined) return '(no body)';
	const text = JSON.stringify(json).replaceAll('":', '": ').replaceAll(',"', ', "');
	return text.length > MAX ? `${text.slice(0, MAX)}…` : text;
}
