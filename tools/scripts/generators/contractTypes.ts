import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { SchemaObject } from 'openapi-typescript';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const ROOT = path.join(__dirname, '../../..');

/** The types of the objects in the contract, next to the code that reads responses. */
export const CONTRACT_TYPES = 'nodes/Talkover/api/contract/contract.d.ts';

interface Contract {
	readonly openapi: string;
	/** By path and method; a path may also have parameters of its own. */
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | readonly object[]>>>>;
	readonly components: {
		readonly schemas: Record<string, SchemaObject>;
		readonly parameters: Readonly<Record<string, Parameter>>;
	};
}

interface Operation {
	readonly operationId: string;
	readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
	readonly requestBody?: {
		readonly content: { readonly 'application/json': { readonly schema: SchemaObject } };
	};
}

interface Parameter {
	readonly in: string;
	/** `status`, `calendar_ids[]` */
	readonly name: string;
	readonly schema: SchemaObject;
}

/**
 * The types of the contract's named schemas, as the content of {@link CONTRACT_TYPES}, and of what requests contain
 * without a named schema: queries, such as `ListCallsQuery`, and some bodies, such as `ValidateAgentFlowRequest`.
 */
export async function contractTypes(): Promise<string> {
	const file = readFileSync(path.join(ROOT, 'tools/simulator/openapi.yaml'), 'utf8');
	const contract = parse(file) as Contract;
	const { openapi, components } = contract;
	const types = await openapiTS(
		{
			openapi,
			info: { title: 'Schemas', version: '1' },
			paths: {},
			components: { schemas: { ...components.schemas, ...unnamed(contract) } },
		},
		{ alphabetize: true },
	);
	const text = astToString(types, { formatOptions: { removeComments: true } });
	return `// Generated from tools/simulator/openapi.yaml by "npm run generate".\n${text}`;
}

/** Schemas for the queries and bodies of operations that have no name in the contract. */
function unnamed({ paths, components }: Contract): Record<string, SchemaObject> {
	const operations = Object.values(paths).flatMap((path) =>
		Object.values(path).filter(isOperation),
	);
	const schemas = operations.flatMap(({ operationId: id, parameters = [], requestBody }) => {
		const name = id.charAt(0).toUpperCase() + id.slice(1);
		const query = parameters
			.map((parameter) => ('name' in parameter ? parameter : resolve(parameter.$ref, components)))
			.filter((parameter) => parameter.in === 'query');
		const body = requestBody?.content['application/json'].schema;
		return [
			...(query.length > 0 ? [[`${name}Query`, querySchema(query)] as const] : []),
			...(body && !('$ref' in body) ? [[`${name}Request`, body] as const] : []),
		];
	});
	return Object.fromEntries(schemas);
}

function isOperation(member: Operation | readonly object[]): member is Operation {
	return 'operationId' in member;
}

function resolve(reference: string, { parameters }: Contract['components']): Parameter {
	const parameter = parameters[reference.replace('#/components/parameters/', '')];
	if (!parameter) throw new Error(`The contract has no ${reference}`);
	return parameter;
}

function querySchema(parameters: readonly Parameter[]): SchemaObject {
	// The brackets of a list belong to how the URL is written, not to its name.
	const named = parameters.map(({ name, schema }) => [name.replace('[]', ''), schema] as const);
	return { type: 'object', properties: Object.fromEntries(named) };
}
