import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { attempt } from '../parameters/invalidInput';
import { isDeeperThan, isRecord, parseJson } from '../parameters/json';

/** What is known for certain of a delivery, whatever else its body holds. */
export interface Delivery {
	readonly event: string;
	readonly callId?: string;
	readonly agentId?: string;
	readonly campaignId?: string;
	readonly context?: IDataObject;
	readonly durationSeconds?: number;
	/** One of Talkover's own tests. */
	readonly test: boolean;
}

/** No documented body has more than a few levels; what has very many is made to do harm. */
const DEEPEST = 50;
/** Bytes. A transcript of a long call has some hundred thousand. */
const LARGEST = 5_000_000;

/** A body that can be taken, or why not and the HTTP status that says so. */
type Body = { readonly data: IDataObject } | { readonly status: 400 | 413; readonly why: string };

/**
 * Reads a body as it came over the wire. n8n has read it too, but by its content type, of which
 * Talkover's documentation says nothing: a form would be an object as well, and JSON nothing at all.
 */
export function readBody(rawBody: Buffer): Body {
	if (rawBody.length > LARGEST) return { status: 413, why: 'its body is too large' };
	const body = attempt(() => parseJson(rawBody.toString().replace(/^\uFEFF/, '')));
	if ('faults' in body) return { status: 400, why: 'its body is not JSON' };
	const { value } = body;
	if (!isRecord(value)) return { status: 400, why: 'its body is not a JSON object' };
	if (isDeeperThan(DEEPEST, value)) return { status: 400, why: 'its body is nested too deeply' };
	return { data: value as IDataObject };
}

/**
 * Reads a body of which only the test's is documented (API reference: test-webhook): the event from `event`, else
 * `type` or `event_type`; the call from `call_id` or `call.id`.
 */
export function readDelivery(body: IDataObject): Delivery {
	const call = isRecord(body.call) ? body.call : {};
	const context = isRecord(body.context) ? body.context : call.context;
	const event = textOf(body.event) ?? textOf(body.type) ?? textOf(body.event_type) ?? '';
	const found = {
		callId: textOf(body.call_id) ?? textOf(call.id),
		agentId: textOf(body.agent_id) ?? textOf(call.agent_id),
		campaignId: textOf(body.campaign_id),
		context: isRecord(context) ? (context as IDataObject) : undefined,
		durationSeconds: numberOf(body.duration) ?? numberOf(call.duration),
	};
	const certain = Object.entries(found).filter(([, value]) => value !== undefined);
	const test = event === 'webhook.test' || body.test === true;
	return { event, test, ...Object.fromEntries(certain) };
}

/**
 * What comes once in the life of a call, so that a second one is a repeat whatever else it says. A call
 * of a campaign that is tried again may be queued, started and failed more than once.
 */
const ONCE_PER_CALL = new Set([
	'event_phone_call_started',
	'event_phone_call_ended',
	'event_phone_call_did_not_connect',
	'event_voicemail_detected',
	'event_voicemail_message_left',
	'event_conversation_started',
	'event_conversation_ended',
	'event_call_transcript',
	'event_call_report',
	'campaign_call.completed',
]);

/**
 * The same for a delivery of a webhook and its repeats, and for nothing else. It has 44 characters,
 * however long the IDs are that the server chose.
 */
export function identityOf(
	{ event, callId }: Delivery,
	rawBody: Buffer,
	webhookId: string,
): string {
	const identity =
		callId !== undefined && ONCE_PER_CALL.has(event) ? `${event}\n${callId}` : rawBody;
	const hash = createHash('sha256').update(JSON.stringify(webhookId));
	return hash.update(identity).digest('base64');
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}
