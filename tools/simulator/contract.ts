import { readFileSync } from 'node:fs';
import path from 'node:path';

import addFormats from 'ajv-formats';
import type { Document, Operation, Options } from 'openapi-backend';
import { OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';

/** A JSON body. */
export type JsonObject = Record<string, unknown>;

const FILE = path.join(__dirname, 'openapi.yaml');

/** Options for the library; each of its instances gets its own document. */
const OPTIONS: Omit<Options, 'definition'> = {
	// The library validates documents against OpenAPI 3.0 only, but requests of 3.1 documents correctly.
	quick: true,
	ajvOpts: { strict: false, allErrors: true, verbose: true },
	coerceTypes: true,
	customizeAjv: (ajv) => {
		addFormats(ajv);
		return ajv;
	},
};

let opened: OpenAPIBackend | undefined;

/**
 * The API's OpenAPI document, which routes and validates requests and responses. Each call returns a new
 * instance for registering handlers. The instances share the document and what is compiled from it, because
 * compiling takes most of a second.
 */
export function openContract(): OpenAPIBackend {
	opened ??= open();
	const { document, definition, router, validator } = opened;
	const api = new OpenAPIBackend({ ...OPTIONS, definition });
	return Object.assign(api, { document, definition, router, validator, initalized: true });
}

/** Synchronously, so that tests can derive their tables from the contract. */
function open(): OpenAPIBackend {
	const definition = parse(readFileSync(FILE, 'utf8')) as Document;
	const api = new OpenAPIBackend({ ...OPTIONS, definition });
	// With `quick`, the library does everything before its first `await`, except for setting the document.
	void api.init();
	if (!api.initalized) throw new Error("openapi-backend doesn't initialize synchronously anymore");
	api.document = definition;
	// The library would list all operations several times per request, which took half of its time.
	const operations = api.router.getOperations();
	api.router.getOperations = () => operations;
	return api;
}

export function operationOf(api: OpenAPIBackend, operationId: string): Operation {
	const operation = api.router.getOperation(operationId);
	if (!operation) {
		throw new Error(`The contract, tools/simulator/openapi.yaml, has no operation ${operationId}`);
	}
	return operation;
}

/**
 * The parameters of a query string by name; repeated parameters become a list. The library reads `ids[]=a` as
 * a parameter `ids`, and the contract has one named `ids[]`.
 */
export function queryOf(text: string): Record<string, string | string[]> {
	const parameters = new URLSearchParams(text);
	const named = [...new Set(parameters.keys())].map((name) => {
		const [first = '', ...more] = parameters.getAll(name);
		return [name, more.length > 0 ? [first, ...more] : first] as const;
	});
	return Object.fromEntries(named);
}

/** The events that webhooks of agents can subscribe to, with their labels. */
export function agentEvents({ document }: OpenAPIBackend): JsonObject {
	const { schemas = {} } = document.components as { schemas?: Record<string, JsonObject> };
	return schemas.AgentWebhookEvent?.['x-enum-descriptions'] as JsonObject;
}

interface MediaExamples {
	readonly example?: JsonObject;
	readonly examples?: Readonly<Record<string, { readonly value: JsonObject }>>;
}

/** Numbers of the documentation that don't exist, so that no call to them can be requested, and numbers that can exist. */
const EXISTING = { '+1234567890': '+12125550123', '+15551234567': '+12125551234' } as const;

/** The number that the example of a campaign call requests, which the response has as well. */
const EXISTING_OF_CAMPAIGN = { ...EXISTING, '+1234567890': '+12125550124' } as const;

/** A documented response to a call that can have been requested. */
function withExistingNumbers<Body>(body: Body, { operationId }: Operation): Body {
	if (body === undefined) return body;
	let text = JSON.stringify(body);
	const numbers = operationId === 'makeCampaignCall' ? EXISTING_OF_CAMPAIGN : EXISTING;
	for (const [number, real] of Object.entries(numbers)) {
		text = text.replaceAll(`"${number}"`, `"${real}"`);
	}
	return JSON.parse(text) as Body;
}

/**
 * The example body on the operation's page for a status, with numbers that exist; undefined if there is none.
 */
export function responseExample(operation: Operation, status: number): JsonObject | undefined {
	const response = operation.responses?.[String(status)];
	return withExistingNumbers(
		firstExample(response && 'content' in response ? response.content : undefined),
		operation,
	);
}

/** The example request body on the operation's page; the first one if there are several. */
export function requestExample(operation: Operation): JsonObject | undefined {
	const body = operation.requestBody;
	return firstExample(body && 'content' in body ? body.content : undefined);
}

/** A response of an operation according to another publication of the vendor. */
export interface OtherAnswer {
	/** The publication, by its name at the top of the contract. */
	readonly source: string;
	readonly status: number;
	/** Undefined if the response has no body. */
	readonly body: unknown;
}

/** An entry of the contract's `x-other-answers`: the body, or how to derive it from the documented one. */
interface OtherForm extends Pick<OtherAnswer, 'source' | 'status'> {
	readonly form: 'bare' | 'empty' | 'list' | 'own';
	readonly example?: unknown;
}

/** The successful responses that other publications of the vendor show for an operation. */
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
		body: form === 'own' ? withExistingNumbers(example, operation) : bodies[form],
	}));
}

function firstExample(content: Readonly<Record<string, object>> | undefined) {
	const media: MediaExamples = content?.['application/json'] ?? {};
	const example = media.example ?? Object.values(media.examples ?? {})[0]?.value;
	return example && structuredClone(example);
}
