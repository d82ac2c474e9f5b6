import type { IDataObject } from 'n8n-workflow';
import type { OpenAPIBackend } from 'openapi-backend';

import type { Send } from '../../nodes/Talkover/api/client';
import { isRecord } from '../../nodes/Talkover/base/json';
import type { LocalOperation, RequestOperation } from '../../nodes/Talkover/operation/operation';
import { optionsField } from '../../nodes/Talkover/operation/options';
import { resources } from '../../nodes/Talkover/resources';
import type { JsonObject } from '../../simulator/contract';
import { openContract, operationOf, responseExample } from '../../simulator/contract';
import { exampleOf } from '../../test/contract/examples';
import type { OperationExample } from '../../test/contract/examples/example';
import { transportOf } from '../../harness/transport';

/** The folder in which n8n looks for output previews. */
export const SCHEMA_FOLDER = 'nodes/Talkover/__schema__';
/** The name that n8n uses for version 1 of the node. */
const VERSION = 'v1.0.0';

/**
 * The output previews of all operations, by path below {@link SCHEMA_FOLDER}: the shape of each operation's
 * output for the response that the API reference documents.
 */
export async function schemaFiles(): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	const contract = await openContract();
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const file = `${VERSION}/${resource}/${operation.value}.json`;
			if ('outputOf' in operation) {
				files[file] = written(schemaOf(localOutputOf(operation)));
				continue;
			}
			const example = exampleOf(`${resource}.${operation.value}`);
			const answered = operationOf(contract, example.operationId);
			const body = responseExample(answered, 201) ?? responseExample(answered, 200);
			if (!body) throw new Error(`${example.operationId} documents no response`);
			const item = await outputOf(operation, example, body, documentedAsk(contract));
			files[file] = written(schemaOf({ ...item, ...laterFields(example, contract) }));
		}
	}
	return files;
}

function written(schema: JsonObject): string {
	return `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`;
}

/** The item for the placeholders of the parameters, which are examples of what people enter. */
function localOutputOf({ fields, options, outputOf }: LocalOperation): IDataObject {
	const values = fields.map(({ name, property, parse }) => {
		const parsed = parse(property.placeholder?.replace('e.g. ', ''));
		return [name, 'value' in parsed ? parsed.value : undefined];
	});
	const chosen = optionsField(options).parse({});
	if ('faults' in chosen) throw new Error("The default options aren't valid");
	const output = outputOf(Object.fromEntries(values) as JsonObject, chosen.value);
	if ('faults' in output) throw new Error(output.faults.map(({ text }) => text).join(', '));
	return output.value;
}

/** The first item that the operation creates from the response. */
async function outputOf(
	operation: RequestOperation,
	{ parameters }: OperationExample,
	body: JsonObject,
	sendCached: Send,
): Promise<IDataObject> {
	const values = operation.fields.map(({ name, property, parse }) => {
		// One element is enough to show the shape.
		const given = name === 'limit' ? 1 : (parameters[name] ?? property.default);
		const parsed = parse(isRecord(given) && '__rl' in given ? given.value : given);
		return [name, 'value' in parsed ? parsed.value : undefined];
	});
	const options = optionsField(operation.options).parse(parameters.options);
	if ('faults' in options) throw new Error("The options of the example aren't valid");
	const job = operation.prepare(Object.fromEntries(values) as JsonObject, options.value);
	if ('faults' in job) throw new Error(job.faults.map(({ text }) => text).join(', '));
	const answer = { ok: true, status: 200, body: body as IDataObject } as const;
	const transport = { ...transportOf(async () => answer), sendCached };
	const result = await job.value.run(transport, undefined);
	const [first] = result.ok ? result.value.items : [];
	if (!first) throw new Error(`${operation.value} returns no item for the documented response`);
	return first;
}

/** The fields that a list requested later adds to the output, from its first documented entry. */
function laterFields({ completedFrom }: OperationExample, contract: OpenAPIBackend): JsonObject {
	if (completedFrom === undefined) return {};
	const answer = responseExample(operationOf(contract, completedFrom), 200);
	return ((answer?.data ?? []) as JsonObject[])[0] ?? {};
}

/** Responds to the requests of a run with the documented responses. */
function documentedAsk(contract: OpenAPIBackend): Send {
	return async ({ method, path }) => {
		const asked = contract.matchOperation({ method, path: `/${path.join('/')}`, headers: {} });
		const body = (asked && responseExample(asked, 200)) ?? {};
		return { ok: true, status: 200, body: body as IDataObject };
	};
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
