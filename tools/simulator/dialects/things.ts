import type { JsonObject } from '../contract';
import type { Reply } from '../handlers/handler';
import type { Dialect, DialectContext } from './dialect';
import { CHECKS, isCreation, isDeletion, isUpdate, succeeded, withBody } from './dialect';
import { isList } from './lists';
import { isRecord, mapObjects } from './objects';
import { decode, numbered } from './paging';

/** Responses without the resource. */
export const CONFIRMATIONS: readonly Dialect[] = [
	{
		name: 'empty',
		description: 'Deletions respond with 204 and updates with 204 or 200, without a body.',
		encode: (reply, { operation }) => {
			if (!succeeded(reply) || !(isDeletion(operation) || isUpdate(operation))) return reply;
			const status = isDeletion(operation) || operation.method === 'patch' ? 204 : 200;
			return { ...reply, status, body: undefined };
		},
	},
	{
		name: 'message',
		description:
			'Deletions respond with {message} only, and updates with {success, message} without data.',
		encode: (reply, { operation }) => {
			const message = ({ message: text }: JsonObject) =>
				typeof text === 'string' ? text : 'Updated successfully';
			if (isDeletion(operation)) return withBody(reply, (body) => ({ message: message(body) }));
			if (!isUpdate(operation)) return reply;
			return withBody(reply, (body) => ({ success: true, message: message(body) }));
		},
	},
];

/** Resources with another envelope, or with none. */
export const ENVELOPES: readonly Dialect[] = [
	{
		name: 'bare',
		description:
			'The OpenAPI file: agents, campaigns, trainings, actions and calls without data, lists without success, and 200 and 201 swapped for creations.',
		decode,
		encode: (reply, context) => bareReply(numbered(reply, context), context),
	},
];

function bareReply(reply: Reply, context: DialectContext): Reply {
	// Nothing but the envelope says what a check found.
	if (!succeeded(reply) || CHECKS.has(context.operation.operationId ?? '')) return reply;
	const body = bareBody(reply.body, context);
	if (!isCreation(context.operation) || reply.status === 204) return { ...reply, body };
	return { ...reply, status: reply.status === 201 ? 200 : 201, body };
}

/** Operations for which another publication shows the thing itself, besides lists. */
const BARE = new Set([
	...['createAgent', 'getAgent', 'publishAgent', 'unpublishAgent', 'updateAgentAdvancedSettings'],
	...['updateAgentCalling', 'updateAgentKnowledge', 'updateAgentVoice'],
	...['createCampaign', 'getCampaign', 'updateCampaign', 'updateCampaignStatus'],
	...['generateVoiceDemo', 'makeCall', 'makeCampaignCall', 'upsertAction', 'upsertTraining'],
]);

const ENVELOPE = ['error', 'errors', 'message', 'success'];

function bareBody(body: unknown, context: DialectContext): unknown {
	const { operationId } = context.operation;
	if (operationId === 'listVoiceTemplates') return bareVoices(body);
	if (!isRecord(body) || !(isList(context) || BARE.has(operationId ?? ''))) return body;
	const { pagination, ...rest } = body;
	const kept = Object.entries(pagination === undefined ? rest : { ...rest, meta: pagination });
	// A confirmation without a resource contains only the message.
	const hasThing = isRecord(body.data) || Array.isArray(body.data) || !('success' in body);
	const dropped = hasThing ? ENVELOPE : ['success', 'data', 'error', 'errors'];
	const bare = Object.fromEntries(kept.filter(([name]) => !dropped.includes(name)));
	if (isList(context)) return bare;
	if (isRecord(bare.campaign_call)) return bare.campaign_call;
	if ('mp3_url' in bare) return { demo_url: bare.mp3_url };
	return isRecord(bare.data) ? onlyData(bare) : bare;
}

/** The resource itself, unless there are other fields next to it. */
function onlyData(body: JsonObject): unknown {
	return Object.keys(body).length === 1 ? body.data : body;
}

/** Groups of templates, as an array if there are no other fields. */
function bareVoices(body: unknown): unknown {
	const renamed = mapObjects(body, (object) => {
		const { voices, ...group } = object;
		return 'display_name' in group && Array.isArray(voices)
			? { ...group, templates: voices }
			: object;
	});
	if (!isRecord(renamed)) return renamed;
	const { success: _success, message: _message, ...bare } = renamed;
	const { error: _error, errors: _errors, ...rest } = bare;
	return onlyData(rest);
}

/** Operations for which other publications show another response. */
export const SINGLE: readonly Dialect[] = [
	{
		name: 'external',
		description:
			'Calls are made by external telephony: {id, status: "external", to, websocket_url}.',
		encode: (reply, { operation: { operationId } }) =>
			operationId === 'makeCall'
				? withBody(reply, (body) => {
						const { id, to } = isRecord(body.data) ? body.data : body;
						const url = `wss://media.example.com/calls/${String(id)}`;
						return { id, status: 'external', to, websocket_url: url };
					})
				: reply,
	},
	{
		name: 'quickstart',
		description:
			'The guides: making a call returns a flat {call_id, …}, and an answered call has the status in-progress.',
		encode: (reply, { operation }) => {
			const guided = withGuideStates(reply, operation.path.startsWith('/campaigns'));
			if (operation.operationId !== 'makeCall') return guided;
			return withBody(guided, (body) => {
				if (!isRecord(body.data)) return body;
				const { id, agent_id, to, status, created_at } = body.data;
				return { call_id: id, agent_id, to, status, created_at, estimated_duration: 120 };
			});
		},
	},
];

/** Calls that were answered and aren't over yet, with the status of the guides. */
function withGuideStates(reply: Reply, ofCampaign: boolean): Reply {
	const status = ofCampaign ? 'in_progress' : 'in-progress';
	return withBody(reply, (body) =>
		mapObjects(body, (object) => (object.status === 'answered' ? { ...object, status } : object)),
	);
}
