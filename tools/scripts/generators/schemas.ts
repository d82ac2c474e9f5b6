import type { IDataObject } from 'n8n-workflow';

import { transportOf } from '../../harness/transport';
import { exampleOf } from '../../operations/examples';
import type { OperationExample } from '../../operations/examples/example';
import { outputOf } from '../../operations/output';
import { isRecord } from '../../../nodes/Talkover/base/json';
import type { LocalOperation } from '../../../nodes/Talkover/operation/spec';
import { optionValues } from '../../../nodes/Talkover/parameters/groups';
import { resources } from '../../../nodes/Talkover/resources';
import type { JsonObject } from '../../simulator/contract';
import { openContract, operationOf, responseExample } from '../../simulator/contract';

/** The folder in which n8n looks for output previews. */
export const SCHEMA_FOLDER = 'nodes/Talkover/__schema__';
/** The name that n8n uses for version 1 of the node. */
const VERSION = 'v1.0.0';

/** The path of an operation's output preview. */
export function schemaFile(resource: string, operation: string): string {
	return `${SCHEMA_FOLDER}/${VERSION}/${resource}/${operation}.json`;
}

/**
 * The output previews of all operations, by path: the shape of each operation's
 * output for the response that the API reference documents.
 */
export async function schemaFiles(): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const file = schemaFile(resource, operation.value);
			if ('prepareLocally' in operation) {
				files[file] = written(schemaOf(localOutputOf(operation)));
				continue;
			}
			const example = exampleOf(`${resource}.${operation.value}`);
			const item = await outputOf({ operation, example }, {}, withLaterFields(example));
			files[file] = written(schemaOf(item));
		}
	}
	return files;
}

function written(schema: JsonObject): string {
	return `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`;
}

/** The item for the placeholders of the parameters, which are examples of what people enter. */
function localOutputOf({ fields, options, prepareLocally }: LocalOperation): IDataObject {
	const values = fields.map(({ name, property, parse }) => {
		const parsed = parse(property.placeholder?.replace('e.g. ', ''));
		return [name, parsed.ok ? parsed.value : undefined];
	});
	const chosen = optionValues(options, {}, { timezone: 'UTC' });
	if (!chosen.ok) throw new Error("The default options aren't valid");
	const { shared } = transportOf(async () => Promise.reject(new Error('Nothing is sent')));
	const prepared = prepareLocally(Object.fromEntries(values) as JsonObject, chosen.value, shared);
	if (!prepared.ok) throw new Error(prepared.faults.map(({ text }) => text).join(', '));
	if ('json' in prepared.value) return prepared.value.json;
	throw new Error('The default options need a request');
}

/** Adds the fields to a response that a list requested later adds to the output, from its first documented entry. */
function withLaterFields({ completedFrom }: OperationExample): (body: JsonObject) => JsonObject {
	if (completedFrom === undefined) return (body) => body;
	const answer = responseExample(operationOf(openContract(), completedFrom), 200);
	const [later] = (answer?.data ?? []) as JsonObject[];
	return ({ data, ...body }) => ({ ...body, data: { ...(data as JsonObject), ...later } });
}

function schemaOf(value: unknown): JsonObject {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) {
		return { type: 'array', ...(value.length > 0 ? { items: schemaOf(value[0]) } : {}) };
	}
	if (isRecord(value)) {
		const properties = Object.entries(value).map(([name, inner]) => [name, schemaOf(inner)]);
		return { type: 'object', properties: Object.fromEntries(properties) as JsonObject };
	}
	return { type: Number.isInteger(value) ? 'integer' : typeof value };
}
