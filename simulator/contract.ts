import { readFileSync } from 'node:fs';
import path from 'node:path';

import addFormats from 'ajv-formats';
import type { Document, Operation, Options } from 'openapi-backend';
import { OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';

/** A body of the kind that JSON APIs send. */
export type JsonObject = Record<string, unknown>;

const FILE = path.join(__dirname, 'openapi.yaml');

/** Options for the library; the document of each is its own. */
const OPTIONS: Omit<Options, 'definition'> = {
	// The library checks documents against OpenAPI 3.0 only; requests of 3.1 it does validate.
	quick: true,
	ajvOpts: { strict: false, allErrors: true, verbose: true },
	coerceTypes: true,
	customizeAjv: (ajv) => {
		addFormats(ajv);
		return ajv;
	},
};

let opened: Promise<OpenAPIBackend> | undefined;

/**
 * The API's OpenAPI document, with routing and validation of requests and responses by it. Each call
 * returns a new one to register handlers on. They share the document and what is compiled from it,
 * because that takes most of a second.
 */
export async function openContract(): Promise<OpenAPIBackend> {
	opened ??= open();
	const { document, definition, router, validator } = await opened;
	const api = new OpenAPIBackend({ ...OPTIONS, definition });
	return Object.assign(api, { document, definition, router, validator, initalized: true });
}

async function open(): Promise<OpenAPIBackend> {
	const definition = parse(readFileSync(FILE, 'utf8')) as Document;
	const api = new OpenAPIBackend({ ...OPTIONS, definition });
	await api.init();
	await api.loadDocument();
	// The library lists all operations anew for each request, several times; that was half of its work.
	const operations = api.router.getOperations();
	api.router.getOperations = () => operations;
	return api;
}

export function operationOf(api: OpenAPIBackend, operationId: string): Operation {
	const operation = api.router.getOperation(operationId);
	if (!operation) throw new Error(`The contract has no operation ${operationId}`);
	return operation;
}

/**
 * The parameters of a query string under their own names; what is given several times is a list. The
 * library reads `ids[]=a` as a parameter `ids`, and the contract has one named `ids[]`.
 */
export function queryOf(text: string): Record<string, string | string[]> {
	const parameters = new URLSearchParams(text);
	const named = [...new Set(parameters.keys())].map((name) => {
		const [first = '', ...more] = parameters.getAll(name);
		return [name, more.length > 0 ? [first, ...more] : first] as const;
	});
	return Object.fromEntries(named);
}

/** The events that webhooks of agents can ask for, with their labels. */
export function agentEvents({ document }: OpenAPIBackend): JsonObject {
	const { schemas = {} } = document.components as { schemas?: Record<string, JsonObject> };
	return schemas.AgentWebhookEvent?.['x-enum-descriptions'] as JsonObject;
}

interface MediaExamples {
	readonly example?: JsonObject;
	readonly examples?: Readonly<Record<string, { readonly value: JsonObject }>>;
}

/** The example body that the operation's own page shows for a status; undefined where it has none. */
export function responseExample(operation: Operation, status: number): JsonObject | undefined {
	const response = operation.responses?.[String(status)];
	return firstExample(response && 'content' in response ? response.content : undefined);
}

/** The example request body of the operation's page; the first where it shows several. */
export function requestExample(operation: Operation): JsonObject | undefined {
	const body = operation.requestBody;
	return firstExample(body && 'content' in body ? body.content : undefined);
}

/** What another publication of the vendor shows as the answer of an operation. */
export interface OtherAnswer {
	/** Which publication, by the names at the top of the contract. */
	readonly source: string;
	readonly status: number;
	/** Undefined where the answer has no body. */
	readonly body: unknown;
}

/** As the contract has it in `x-other-answers`: the body, or how it follows from the documented one. */
interface OtherForm extends Pick<OtherAnswer, 'source' | 'status'> {
	readonly form: 'bare' | 'empty' | 'list' | 'own';
	readonly example?: unknown;
}

/** The answers for success that other publications of the vendor show for an operation. */
export function otherAnswers(operation: Operation): readonly OtherAnswer[] {
	const { 'x-other-answers': forms = [] } = operation as Operation & {
		readonly 'x-other-answers'?: readonly OtherForm[];
	};
	const documented = responseExample(operation, 200) ?? responseExample(operation, 201) ?? {};
	const { data, meta, pagination } = documented;
	const paging = meta ?? pagination ?? { current_page: 1, last_page: 1, per_page: 20, total: 1 };
	const bodies = { bare: data, empty: undefined, list: { data, meta: paging } };
	return forms.map(({ source, status, form, example }) => ({
		source,
		status,
		body: form === 'own' ? example : bodies[form],
	}));
}

function firstExample(content: Readonly<Record<string, object>> | undefined) {
	const media: MediaExamples = content?.['application/json'] ?? {};
	const example = media.example ?? Object.values(media.examples ?? {})[0]?.value;
	return example && structuredClone(example);
}
