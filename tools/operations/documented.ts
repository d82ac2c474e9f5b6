import type { INodeParameters } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import type { Field } from '../../nodes/Talkover/parameters/field';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import type { Operation, RequestOperation } from '../../nodes/Talkover/operation/spec';
import { resources } from '../../nodes/Talkover/resources';
import { operationOf } from '../simulator/contract';
import type { OperationExample } from './examples/example';
import { EXAMPLES, operationOfExample } from './examples';

/** The operations that send requests. */
export const OPERATIONS = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) =>
		'prepare' in operation ? [{ key: `${resource}.${operation.value}`, resource, operation }] : [],
	),
);

/** An example and its operation. */
export interface Case {
	readonly name: string;
	readonly resource: string;
	readonly operation: RequestOperation;
	readonly example: OperationExample;
}

/** All examples with their operations. */
export const CASES: readonly Case[] = Object.entries(EXAMPLES).flatMap(([name, example]) =>
	OPERATIONS.filter(({ key }) => key === operationOfExample(name)).map(
		({ resource, operation }) => ({ name, resource, operation, example }),
	),
);

/** The part of a schema that the tests compare. */
export interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly required?: readonly string[];
	readonly enum?: readonly string[];
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly oneOf?: readonly Schema[];
}

/** The fields of an operation's request body, by their API names. */
export function bodyProperties(
	api: OpenAPIBackend,
	operationId: string,
): Readonly<Record<string, Schema>> {
	const { requestBody } = operationOf(api, operationId);
	const content = requestBody && 'content' in requestBody ? requestBody.content : {};
	const schema = content['application/json']?.schema as Schema | undefined;
	const variants = (schema?.oneOf ?? []).map(({ properties }) => properties);
	return Object.assign({}, ...variants, schema?.properties) as Record<string, Schema>;
}

const PAGING = ['page', 'per_page'];

/** The query parameters of an operation, except those for paging. */
export function queryParameters(
	api: OpenAPIBackend,
	operationId: string,
): Readonly<Record<string, Schema>> {
	const { parameters = [] } = operationOf(api, operationId);
	const named = parameters.flatMap((parameter) =>
		'in' in parameter && parameter.in === 'query' && !PAGING.includes(parameter.name)
			? [[parameter.name.replace('[]', ''), parameter.schema ?? {}] as const]
			: [],
	);
	return Object.fromEntries(named) as Record<string, Schema>;
}

/** The names that a schema lists, such as `inputs` and `inputs.name`. The elements of a list have the same names. */
function namesListed({ properties = {}, items, oneOf = [] }: Schema): string[] {
	const inside = [...(items ? [items] : []), ...oneOf].flatMap(namesListed);
	const own = Object.entries(properties).flatMap(([name, schema]) => [
		name,
		...namesListed(schema).map((inner) => `${name}.${inner}`),
	]);
	return [...new Set([...inside, ...own])];
}

/** All names that an operation's page lists for its request, at any level. */
export function requestNames(api: OpenAPIBackend, operationId: string): string[] {
	const own = { ...queryParameters(api, operationId), ...bodyProperties(api, operationId) };
	return namesListed({ properties: own });
}

/** The first success status on the operation's page. */
export function successStatus(api: OpenAPIBackend, operationId: string): number {
	const statuses = Object.keys(operationOf(api, operationId).responses ?? {});
	return Number(statuses.find((status) => status.startsWith('2')));
}

/**
 * An operation's parameters, including those in its collections. If values are given, only the parameters
 * that are shown for them.
 */
export function parametersOf(operation: Operation, values?: INodeParameters): readonly Field[] {
	const fields = fieldsOf(operation);
	const byDefault = Object.fromEntries(
		fields.map(({ name, property }) => [name, property.default]),
	);
	const shown = fields.filter(({ property }) =>
		Object.entries(property.displayOptions?.show ?? {}).every(
			([name, allowed]) =>
				!values || allowed?.includes((values[name] ?? byDefault[name]) as string),
		),
	);
	return shown.flatMap((field) => [
		field,
		...(field.property.type === 'collection' ? (field.children ?? []) : []),
	]);
}
