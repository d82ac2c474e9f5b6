import type { OpenAPIBackend, Operation, Request } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Reply } from '../handlers/handler';
import type { State } from '../state';
import type { NumericIds } from './numericIds';
import { isRecord } from './objects';

/** The information that a dialect has when it changes a request or its reply. */
export interface DialectContext {
	readonly operation: Operation;
	/** The request as the client sent it. */
	readonly original: Request;
	readonly api: OpenAPIBackend;
	readonly state: State;
	readonly ids: NumericIds;
	/** Whether another dialect is active. */
	readonly isActive: (name: string) => boolean;
}

/** A form of responses that differs from the reference pages. All functions are pure. */
export interface Dialect {
	/** The name for `--dialect`. */
	readonly name: string;
	/** One sentence for `--help` and the documentation. */
	readonly description: string;
	/** Converts the request to what the handlers expect. */
	readonly decode?: (request: Request, context: DialectContext) => Request;
	/** Converts the reply to this dialect. */
	readonly encode?: (reply: Reply, context: DialectContext) => Reply;
	/** Converts the body of a delivery to this dialect. */
	readonly encodeDelivery?: (body: JsonObject, ids: NumericIds) => JsonObject;
}

/** Operations that create nothing and have no result of their own: a confirmation is enough. */
const CONFIRMED = new Set([
	'disableAutoTopup',
	'endCall',
	'publishAgent',
	'retryCampaignWebhookLog',
	'retryWebhookLog',
	'setAgentCallback',
	'testCampaignSftpConnection',
	'testCampaignWebhook',
	'testWebhook',
	'triggerCalendarsSync',
	'triggerCampaignSftpExport',
	'triggerCampaignSftpImport',
	'triggerProviderSync',
	'unpublishAgent',
	'verifySipTrunk',
]);

/** Operations that only check their input. */
export const CHECKS = new Set(['checkCallbackConstraints', 'validateAgentFlow']);

export function isDeletion({ method }: Operation): boolean {
	return method === 'delete';
}

/** Whether an operation changes an existing resource. */
export function isUpdate({ method, operationId = '' }: Operation): boolean {
	return method === 'put' || method === 'patch' || CONFIRMED.has(operationId);
}

export function isCreation({ method, operationId = '' }: Operation): boolean {
	return method === 'post' && !CONFIRMED.has(operationId) && !CHECKS.has(operationId);
}

/** Whether the reply is a success: its status is, and its body doesn't contradict it. */
export function succeeded({ status, body }: Reply): boolean {
	return status < 300 && !(isRecord(body) && body.success === false);
}

/** The reply with another body, if it is a success and its body is an object. */
export function withBody(reply: Reply, change: (body: JsonObject) => unknown): Reply {
	return succeeded(reply) && isRecord(reply.body) ? { ...reply, body: change(reply.body) } : reply;
}
