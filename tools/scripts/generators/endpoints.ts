import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../../..');

/** The endpoints of the contract, next to the code that reads responses. */
export const ENDPOINTS = 'nodes/Talkover/api/contract/endpoints.ts';

interface Contract {
	/** By path and method; a path may also have parameters of its own. */
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | readonly object[]>>>>;
}

interface Operation {
	readonly operationId: string;
	readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
	readonly 'x-envelope'?: { readonly data: string; readonly paging: string };
	readonly 'x-other-answers'?: readonly { readonly example?: unknown }[];
}

interface Content {
	readonly 'application/json': { readonly schema: Schema };
}

interface Schema {
	readonly type?: string;
	readonly properties?: Readonly<Record<string, Schema>>;
}

/** What an endpoint's entry has besides its method. Absent ones are false. */
interface Entry {
	readonly method: string;
	/** The name of the list in the response. */
	readonly list?: string;
	readonly isPaged?: true;
	/** Whether another publication shows the list without anything around it. */
	readonly mayBeBareList?: true;
}

/** The content of {@link ENDPOINTS}. */
export function endpoints(): string {
	const file = readFileSync(path.join(ROOT, 'tools/simulator/openapi.yaml'), 'utf8');
	const { paths } = parse(file) as Contract;
	const entries = Object.entries(paths).flatMap(([address, methods]) =>
		Object.entries(methods).flatMap(([method, operation]) =>
			'operationId' in operation
				? [lineOf(operation.operationId, entryOf(method, address, operation))]
				: [],
		),
	);
	return [
		'// Generated from tools/simulator/openapi.yaml by "npm run generate".',
		'/** How each endpoint is called and what its response holds, by `operationId`. */',
		'export const ENDPOINTS = {',
		...entries.sort(),
		'} as const;',
		'',
	].join('\n');
}

function lineOf(id: string, entry: Entry): string {
	const fields = Object.entries(entry).map(([name, value]) =>
		typeof value === 'string' ? `${name}: '${value}'` : `${name}: ${String(value)}`,
	);
	return `\t${id}: { ${fields.join(', ')} },`;
}

function entryOf(method: string, address: string, operation: Operation): Entry {
	const list = listOf(address, operation);
	const { 'x-envelope': envelope, 'x-other-answers': others = [] } = operation;
	const isPaged = envelope !== undefined && envelope.paging !== 'none';
	return {
		method: method.toUpperCase(),
		...(list === undefined ? {} : { list }),
		...(isPaged ? { isPaged } : {}),
		...(others.some(({ example }) => Array.isArray(example)) ? { mayBeBareList: true } : {}),
	};
}

/** The name of an endpoint's list: `data`, or inside an object in `data` the last part of its path. */
function listOf(
	address: string,
	{ operationId, responses, 'x-envelope': envelope }: Operation,
): string | undefined {
	if (envelope?.data === 'array') return 'data';
	if (!operationId.startsWith('list')) return undefined;
	const { data } = responses['200']?.content?.['application/json'].schema.properties ?? {};
	const name = address.split('/').at(-1) ?? '';
	if (data?.properties?.[name]?.type === 'array') return name;
	throw new Error(
		`${operationId} has no x-envelope in tools/simulator/openapi.yaml. A list in data, in one page: {"data": "array", "paging": "none"}`,
	);
}
