import type { OpenAPIBackend, Operation } from 'openapi-backend';

import { queryOf, responseExample } from '../simulator/contract';
import { formOf, formOfJson, jsonOf } from './form';
import type { Exchange } from './recorder';
import type { Shape, Vocabulary } from './shape';
import { ANY, kindOf, shapeOf, shownName } from './shape';

type Fault = NonNullable<ReturnType<OpenAPIBackend['validateResponse']>['errors']>[number];

/** How a response compares with the contract, without any value of it. */
export interface Judged {
	readonly method: string;
	/** The path in the contract, with placeholders instead of IDs. */
	readonly path: string;
	readonly operationId?: string;
	readonly status?: number;
	/** The reason why there was no response. */
	readonly failure?: string;
	readonly contentType?: string;
	/** A description of the form; `documented` if it's the form of the operation's page. */
	readonly form: string;
	/** By JSON path. */
	readonly deviations: readonly string[];
	readonly shape?: Shape;
}

/** Compares a response with the contract. */
export function judge(api: OpenAPIBackend, vocabulary: Vocabulary, exchange: Exchange): Judged {
	const { method, path, status, contentType, failure } = exchange;
	const operation = api.matchOperation({ method, path, query: queryOf(''), headers: {} });
	const known = {
		method,
		path: operation?.path ?? 'not in the contract',
		...(operation?.operationId === undefined ? {} : { operationId: operation.operationId }),
		...(contentType === undefined ? {} : { contentType }),
	};
	if (status === undefined) {
		return { ...known, failure: failure ?? 'no response', form: 'no response', deviations: [] };
	}
	const json = jsonOf(exchange.body);
	return {
		...known,
		status,
		form: nameOfForm(exchange, operation, status),
		deviations: operation ? deviationsOf(api, vocabulary, operation, status, exchange) : [],
		...(json ? { shape: shapeOf(json.value, vocabulary) } : {}),
	};
}

function nameOfForm(exchange: Exchange, operation: Operation | undefined, status: number): string {
	const form = formOf(exchange);
	const example = operation && responseExample(operation, comparableStatus(operation, status));
	return example !== undefined && formOfJson(example) === form ? 'documented' : form;
}

/** The status itself, or that of the documented success if the status is another success. */
function comparableStatus({ responses = {} }: Operation, status: number): number {
	if (String(status) in responses || status < 200 || status > 299) return status;
	return Number(Object.keys(responses).find((known) => known.startsWith('2')) ?? status);
}

function deviationsOf(
	api: OpenAPIBackend,
	vocabulary: Vocabulary,
	operation: Operation,
	status: number,
	{ body }: Exchange,
): string[] {
	const documented = Object.keys(operation.responses ?? {});
	const isDocumented = documented.includes(String(status));
	const known = isDocumented
		? []
		: [`status ${status} isn't documented, only ${documented.join(', ')}`];
	// A 204 documents that there is no content.
	if (status === 204 && body === '') return known;
	const json = jsonOf(body);
	if (!json) return [...known, body.trim() === '' ? 'the body is empty' : "the body isn't JSON"];
	const comparable = comparableStatus(operation, status);
	const errors = api.validateResponse(json.value, operation, comparable).errors ?? [];
	return [...known, ...deviationsIn(errors, json.value, vocabulary)];
}

/** One line for each kind of deviation; elements of lists are shown as `[]`. */
export function deviationsIn(
	errors: readonly Fault[],
	body: unknown,
	vocabulary: Vocabulary,
): string[] {
	const detailed = errors.filter((error) => !isSummary(error, errors));
	return [...new Set(detailed.map((error) => inWords(error, body, vocabulary)))];
}

/** "Matches none of these" adds nothing to the errors of each alternative. */
function isSummary({ keyword, instancePath }: Fault, all: readonly Fault[]): boolean {
	const summaries = ['anyOf', 'if', 'oneOf'];
	return (
		summaries.includes(keyword) &&
		all.some(
			(other) => !summaries.includes(other.keyword) && other.instancePath.startsWith(instancePath),
		)
	);
}

function inWords(error: Fault, body: unknown, vocabulary: Vocabulary): string {
	const { keyword, instancePath, message = '' } = error;
	const params = error.params as Readonly<Record<string, unknown>>;
	const [path, value] = at(instancePath, body, vocabulary);
	if (keyword === 'required') return `${join(path, String(params.missingProperty))} is missing`;
	if (keyword === 'additionalProperties') {
		const name = nameIn(value, path, String(params.additionalProperty), vocabulary);
		return `${join(path, name)} isn't documented`;
	}
	const found = keyword === 'type' ? `, is ${kindOf(value)}` : '';
	return `${path || 'body'} ${message}${found}`;
}

/** A JSON pointer as a path in which no part is data, and the value there. */
function at(pointer: string, body: unknown, vocabulary: Vocabulary): [string, unknown] {
	const parts = pointer.split('/').slice(1);
	let value = body;
	let path = '';
	for (const part of parts.map((raw) => raw.replaceAll('~1', '/').replaceAll('~0', '~'))) {
		path = Array.isArray(value) ? `${path}[]` : join(path, nameIn(value, path, part, vocabulary));
		value = (Object(value) as Readonly<Record<string, unknown>>)[part];
	}
	return [path, value];
}

/** The name of a field as it may be shown, of an object at this path. */
function nameIn(value: unknown, path: string, name: string, vocabulary: Vocabulary): string {
	const isMap = vocabulary.maps.has(path.split('.').at(-1) ?? '');
	return isMap ? ANY : shownName(name, Object.keys(Object(value) as object), vocabulary);
}

function join(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}
