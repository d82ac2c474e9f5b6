import type { Judged } from './compare';
import type { Conformance } from './conformance';
import type { Row } from './session';

/** The maximum number of deviations per response in the table. */
const SHOWN = 3;

/** The table for the screen: a line per response, with its deviations below. */
export function tableOf(rows: readonly Row[]): string[] {
	const lines = rows.flatMap(linesOf);
	const widths = [0, 1, 2].map((column) =>
		Math.max(...[HEAD, ...lines].map((line) => (line.cells[column] ?? '').length)),
	);
	return [HEAD, ...lines].flatMap(({ cells, below }) => [
		cells
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
		...below.map((line) => `    ${line}`),
	]);
}

interface Line {
	readonly cells: readonly string[];
	readonly below: readonly string[];
}

const HEAD: Line = { cells: ['Operation', 'Status', 'Form', 'Node'], below: [] };

function linesOf({ name, outcome, reason, responses }: Row): Line[] {
	const said = outcome === 'read' ? 'read' : `${outcome}: ${reason ?? ''}`;
	if (responses.length === 0) return [{ cells: [name, '-', '-', said], below: [] }];
	const shown = responses.filter((response, index) => !isRepeated(response, responses[index + 1]));
	return shown.map((response, index) => ({
		cells: [
			index === 0 ? name : `  and ${response.operationId ?? response.path}`,
			String(response.status ?? '-'),
			response.form,
			index === 0 ? said : '',
		],
		below: shortened(response.deviations),
	}));
}

/** Whether a retry or the next page of a list has the same form and deviations. */
function isRepeated(one: Judged, next: Judged | undefined): boolean {
	return (
		next !== undefined &&
		one.operationId === next.operationId &&
		one.method === next.method &&
		one.deviations.every((deviation) => next.deviations.includes(deviation))
	);
}

function shortened(deviations: readonly string[]): string[] {
	const more = deviations.length - SHOWN;
	return [...deviations.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** Counts by outcome, for the last lines on the screen. */
export function summaryOf({ rows, leftovers }: Conformance): string[] {
	const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
	const deviating = rows.filter(deviates).length;
	return [
		`${count('read')} read, ${count('failed')} failed, ${count('not included')} not included, ${count('not tried')} not tried; ${deviating} with another form or deviations`,
		...leftovers.map(
			({ what, name, id }) =>
				`Could not be removed, delete it in Talkover: ${what} ${id ?? '(its ID is not known)'}, "${name}"`,
		),
	];
}

function deviates({ responses }: Row): boolean {
	return responses.some(isOther);
}

/** Whether there was a response, and not the documented one. */
function isOther({ status, form, deviations }: Judged): boolean {
	return status === undefined || form !== 'documented' || deviations.length > 0;
}

/**
 * What the account showed beyond the documentation, as rows for the table of forms in `docs/development/conformance.md`. One for each
 * operation, status and form, with all that deviates.
 */
export function newForms(rows: readonly Row[]): string[] {
	const found = new Map<string, Set<string>>();
	for (const response of rows.flatMap(({ responses }) => responses)) {
		const { operationId, path, status, form, deviations } = response;
		if (status === undefined || !isOther(response)) continue;
		const key = `| ${operationId ?? path} | ${status} | ${form} |`;
		const known = found.get(key) ?? new Set();
		found.set(key, new Set([...known, ...deviations]));
	}
	return [...found].map(([key, deviations]) => `${key} ${cellOf([...deviations])} |`);
}

function cellOf(texts: readonly string[]): string {
	return texts.join('; ').replaceAll('|', '\\|') || 'nothing else';
}

/** The file's information about the run itself. */
export interface About {
	readonly date: string;
	readonly version: string;
	readonly isDefaultBaseUrl: boolean;
}

/** The file for an issue: names of operations and fields, types and counts. It has no values of the account. */
export function fileOf({ rows }: Conformance, { date, version, isDefaultBaseUrl }: About): string {
	const answers = rows.map(({ name, outcome, reason, responses }) => ({
		operation: name,
		// Other reasons are error messages, which may quote data of the account.
		outcome: outcome === 'not tried' ? `${outcome}: ${reason ?? ''}` : outcome,
		responses,
	}));
	const about = {
		package: `n8n-nodes-talkover ${version}`,
		date,
		baseUrl: isDefaultBaseUrl ? 'default' : 'another',
	};
	return `${JSON.stringify({ ...about, answers }, null, '\t')}\n`;
}

/** 0 if the node read every response, 1 if it didn't or something couldn't be deleted, 130 if stopped. */
export function exitCodeOf({ rows, leftovers }: Conformance, stopped: boolean): number {
	if (stopped) return 130;
	const failed = rows.some(({ outcome }) => outcome === 'failed');
	return failed || leftovers.length > 0 ? 1 : 0;
}
