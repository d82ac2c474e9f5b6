import type { Operation } from 'openapi-backend';

/** The part of a schema that lists names. */
interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: boolean | object;
	readonly items?: Schema;
	readonly oneOf?: readonly Schema[];
}

interface Sent {
	/** The parameters by name, e.g. `calendar_ids[]`. */
	readonly query: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/**
 * The query parameters and body fields of a request that the operation's page doesn't list, such as `query.searching`
 * and `body.inputs[].title`. An object for which the page lists no names is free-form, and so is one that allows
 * additional names explicitly. The contract itself accepts any field, as the service may.
 */
export function undocumentedNames(operation: Operation, { query, body }: Sent): string[] {
	return [
		...unlisted(querySchema(operation), query, 'query'),
		...unlisted(bodySchema(operation), body, 'body'),
	];
}

/** All query parameters of an operation. Those of other publications only concern paging, which any list may have. */
function querySchema({ parameters = [] }: Operation): Schema {
	const names = parameters.flatMap((parameter) =>
		'in' in parameter && parameter.in === 'query' ? [parameter.name] : [],
	);
	const listed = [...names, ...PAGING].map((name): [string, Schema] => [name, {}]);
	return { properties: Object.fromEntries(listed) };
}

const PAGING = ['page', 'per_page'];

function bodySchema({ requestBody }: Operation): Schema {
	const content = requestBody && 'content' in requestBody ? requestBody.content : {};
	return (content['application/json']?.schema as Schema | undefined) ?? { properties: {} };
}

function unlisted(schema: Schema, value: unknown, at: string): string[] {
	const { properties, additionalProperties, items = {}, oneOf } = schema;
	if (Array.isArray(value)) {
		return [...new Set(value.flatMap((element) => unlisted(items, element, `${at}[]`)))];
	}
	if (typeof value !== 'object' || value === null) return [];
	const listed = new Map(Object.entries(properties ?? {}));
	const found = Object.entries(properties ? value : {}).flatMap(([name, inner]) => {
		const inside = listed.get(name);
		if (inside) return unlisted(inside, inner, `${at}.${name}`);
		return additionalProperties ? [] : [`${at}.${name}`];
	});
	// Only one of the alternatives applies, so names of several alternatives don't mix.
	const alternatives = (oneOf ?? []).filter(({ type }) => type !== 'null');
	const inAlternatives = alternatives.map((alternative) => unlisted(alternative, value, at));
	const [fewest = []] = inAlternatives.sort((one, other) => one.length - other.length);
	return [...found, ...fewest];
}
