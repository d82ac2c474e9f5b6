import type { JsonObject } from '../contract';
import { isActive } from '../calls/outcomes';
import type { Dialect, DialectContext } from './dialect';
import { withBody } from './dialect';
import { isRecord, mapObjects, OWN_FIELDS } from './objects';

/** The part of a schema that lists the fields. */
interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly allOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly anyOf?: readonly Schema[];
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
	const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
	return Object.assign({}, ...parts.map(propertiesOf), schema.properties) as Record<string, Schema>;
}

/** A value with `null` for empty texts and for all absent fields that its schema has. */
function withNulls(value: unknown, schema: Schema): unknown {
	if (value === '') return null;
	if (Array.isArray(value)) return value.map((each) => withNulls(each, schema.items ?? {}));
	if (!isRecord(value)) return value;
	const known = propertiesOf(schema);
	const absent = Object.keys(known).filter((name) => !(name in value));
	return Object.fromEntries([
		...Object.entries(value).map(([name, inner]) => [
			name,
			OWN_FIELDS.has(name) ? inner : withNulls(inner, known[name] ?? {}),
		]),
		...absent.map((name) => [name, null]),
	]) as JsonObject;
}

function schemaOf({ operation }: DialectContext, status: number): Schema {
	const response = operation.responses?.[String(status)];
	const content = response && 'content' in response ? response.content : undefined;
	return (content?.['application/json']?.schema ?? {}) as Schema;
}

/** An envelope that always has all its fields. */
const UNSET = { data: null, message: null, error: null, errors: null };

/** The undocumented states of `extra`. */
export const STATES: Readonly<Record<string, string>> = {
	answered: 'wrapping_up',
	completed: 'wrapped_up',
	ringing: 'pre_ringing',
};

/** Operations that return agents or calls, and whose responses are used for nothing else. */
export const SHOWS = new Set([
	'getActiveCall',
	'getAgent',
	'getCallbackAgent',
	'listAgentCalls',
	'listAgents',
	'listCallbackAgents',
	'listCalls',
]);

/** Operations whose responses contain calls. */
const OF_CALLS = new Set([
	...['endCall', 'getActiveCall', 'makeCall', 'makeCampaignCall'],
	...['listAgentCalls', 'listCalls'],
]);

/** Objects next to a call, which have a status as well. */
const OTHERS = new Set(['campaign', 'context', 'payload']);

const TIMES = ['created_at', 'updated_at', 'started_at', 'scheduled_at', 'ended_at'];

const HOUR = 3_600_000;

/** `2026-03-29 14:30:00` in the time zone of São Paulo. */
function local(time: string): string {
	const shifted = new Date(Date.parse(time) - 3 * HOUR).toISOString();
	return shifted.slice(0, 19).replace('T', ' ');
}

function withLocalTimes(call: JsonObject): JsonObject {
	const entries = Object.entries(call).map(([field, value]) => [
		field,
		TIMES.includes(field) && typeof value === 'string' ? local(value) : value,
	]);
	return Object.fromEntries(entries) as JsonObject;
}

/** Replaces values in the fields of resources. */
export const VALUES: readonly Dialect[] = [
	{
		name: 'ignores-filters',
		description: 'The filter "to" of calls is ignored, also for the active calls of an agent.',
		decode: (request) => {
			const { to: _to, ...query } = (request.query ?? {}) as Record<string, string>;
			return request.path === '/calls' ? { ...request, query } : request;
		},
		encode: (reply, { operation: { operationId }, original, state, ids }) => {
			if (operationId !== 'getActiveCall' || ![200, 404].includes(reply.status)) return reply;
			const agentId = ids.idOf(original.path.split('/')[2]);
			const active = state.calls.filter((call) => call.agent_id === agentId && isActive(call));
			return active.length === 0 ? reply : { status: 200, body: { success: true, data: active } };
		},
	},
	{
		name: 'extra',
		description: 'Responses have undocumented fields and states.',
		encode: (reply, { operation: { operationId = '' } }) =>
			withBody(reply, (body) => {
				const more = mapObjects(
					body.data,
					(object) => withUnknown(object, operationId),
					OWN_FIELDS,
				);
				const around = { ...body, request_id: 'req-1' };
				return 'data' in body ? { ...around, data: more } : around;
			}),
	},
	{
		name: 'nulls',
		description:
			"Everything that isn't set is null: absent fields, empty texts, and parts of the envelope.",
		encode: (reply, context) =>
			withBody(reply, (body) => {
				const filled = withNulls(body, schemaOf(context, reply.status)) as JsonObject;
				return 'success' in body ? { ...UNSET, ...filled } : filled;
			}),
	},
	{
		name: 'call-no-zone',
		description: 'The times of a call are local times without a time zone.',
		encode: (reply, { operation: { operationId = '' } }) =>
			OF_CALLS.has(operationId)
				? withBody(reply, (body) =>
						mapObjects(
							body,
							(object) => ('status' in object ? withLocalTimes(object) : object),
							OTHERS,
						),
					)
				: reply,
	},
	{
		name: 'numeric-ids',
		description: 'All IDs are numbers, in responses, requests and deliveries.',
		decode: (request, { ids }) => ids.read(request),
		encode: (reply, { ids }) => ({ ...reply, body: ids.toNumbers(reply.body) }),
		encodeDelivery: (body, ids) => ids.toNumbers(body) as JsonObject,
	},
];

function withUnknown(object: JsonObject, operationId: string): JsonObject {
	const more = { ...object, x_internal: { shard: 7, tags: ['new'] } };
	if (!SHOWS.has(operationId)) return more;
	if ('current_status' in more) return { ...more, current_status: 'archived' };
	const { status } = object;
	const known = typeof status === 'string' ? STATES[status] : undefined;
	return known === undefined ? more : { ...more, status: known };
}
