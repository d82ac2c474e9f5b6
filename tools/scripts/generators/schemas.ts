import type { IDataObject } from 'n8n-workflow';

import { transportOf } from '../../harness/transport';
import { exampleOf } from '../../operations/examples';
import type { OperationExample } from '../../operations/examples/example';
import { outputOf } from '../../operations/output';
import { isRecord } from '../../../nodes/Talkover/base/json';
import type { LocalOperation } from '../../../nodes/Talkover/operation/spec';
import { optionValues } from '../../../nodes/Talkover/parameters/groups';
import { resources } from '../../../nodes/Talkover/resources';
import { readDelivery } from '../../../nodes/Talkover/trigger/deliveries/deliveries';
import { outputOf as outputOfEvent } from '../../../nodes/Talkover/trigger/deliveries/start';
import type { JsonObject } from '../../simulator/contract';
import { openContract, operationOf, responseExample } from '../../simulator/contract';

/** The folder in which n8n looks for output previews. */
export const SCHEMA_FOLDER = 'nodes/Talkover/__schema__';
/** The name that n8n uses for version 1 of the node. */
const VERSION = 'v1.0.0';

/**
 * The trigger's output by its version. The editor has no previews for triggers, but n8n's assistant tries workflows
 * with it that no event has started yet.
 */
export const TRIGGER_SCHEMA = `${SCHEMA_FOLDER}/v2.0.0/output.json`;

/** The same as that of the default operation, whose name n8n doesn't save. Otherwise, n8n's assistant takes that of the trigger. */
const DEFAULT_SCHEMA = `${SCHEMA_FOLDER}/${VERSION}/output.json`;

/** The path of an operation's output preview. */
export function schemaFile(resource: string, operation: string): string {
	return `${SCHEMA_FOLDER}/${VERSION}/${resource}/${operation}.json`;
}

/**
 * The output previews by path: the shape of the trigger's output, and that of each operation's output for the response
 * that the API reference documents.
 */
export async function schemaFiles(): Promise<Record<string, string>> {
	const files: Record<string, string> = { [TRIGGER_SCHEMA]: written(schemaOf(eventOutput())) };
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const file = schemaFile(resource, operation.value);
			if ('prepareLocally' in operation) {
				files[file] = written(withReason(schemaOf(localOutputOf(operation))));
				continue;
			}
			const example = exampleOf(`${resource}.${operation.value}`);
			const item = await outputOf({ operation, example }, {}, withLaterFields(example));
			files[file] = written(withReason(schemaOf(item)));
		}
	}
	const { defaultOperation } = resources.find(({ value }) => value === 'call') ?? {};
	const ofDefault = files[schemaFile('call', defaultOperation ?? '')];
	return ofDefault === undefined ? files : { ...files, [DEFAULT_SCHEMA]: ofDefault };
}

/** The item of an event with everything that the trigger reads from bodies, which Talkover doesn't document. */
function eventOutput(): IDataObject {
	const about = { event: 'event_phone_call_ended', context: {} };
	const numbers = { to: '+12125550123', from: '+12125550100' };
	const body = {
		...about,
		...numbers,
		call_id: 'c1',
		duration: 1,
		agent_id: 'a1',
		campaign_id: 'p1',
	};
	return outputOfEvent(readDelivery(body), undefined, { deliveryKey: 'key', body: {} });
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

/** The type of the reason why no call was made. Calls in examples are made, so that theirs is null. */
function withReason({ properties, ...schema }: JsonObject): JsonObject {
	if (!isRecord(properties) || !isRecord(properties.reason)) return { ...schema, properties };
	const { type } = properties.reason;
	const reason = { type: type === 'null' ? ['string', type] : type };
	return { ...schema, properties: { ...properties, reason } };
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
