import { createHash } from 'node:crypto';

import type { JsonObject } from '../../base/json';
import { isRecord, isSet } from '../../base/json';
import type { Delivery } from './deliveries';
import type { OwnWebhook } from '../memory';
import { textOf } from '../fields';
import { payloadSectionsIn } from '../payloadSections';

/** Events that occur once per call, so that a second one is a repeat regardless of its other content. */
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

/** Fields that number the attempts of a campaign call. Talkover lists its calls with `retries` (get-campaign). */
const ATTEMPTS = [
	'attempt',
	'attempt_id',
	'attempt_number',
	'attempt_count',
	'attempts',
	'retry',
	'retry_number',
	'retry_count',
	'retries',
	'try',
	'try_number',
] as const;
/** Fields that say when an attempt took place. */
const TIMES = [
	'initiated_at',
	'started_at',
	'start_time',
	'answered_at',
	'ended_at',
	'end_time',
	'completed_at',
	'failed_at',
] as const;
/** Fields about the delivery instead of the call. They differ when Talkover sends the same event again. */
const OF_DELIVERY = new Set([
	'delivered_at',
	'delivery',
	'delivery_attempt',
	'delivery_id',
	'dispatched_at',
	'log_id',
	'request_id',
	'sent_at',
	'webhook',
	'webhook_attempt',
	'webhook_log_id',
]);

/** The input of a key, besides the parsed delivery. */
interface Received {
	readonly body: JsonObject;
	readonly rawBody: Buffer;
	readonly sender: Pick<OwnWebhook, 'source' | 'webhookId'>;
}

/** The most characters of an event name or call ID in a key, because the server chooses both. */
const SHOWN = 60;
/** Hexadecimal digits of the hash: 128 bits. */
const DIGITS = 32;

/**
 * The same for an event and its repeated deliveries, and for nothing else: `event:call:hash`, or `event:hash` without a
 * call, with 155 characters at most. Event and call are there for people; only the hash counts. It contains no secret.
 *
 * - Events that occur once per call are recognized by event and call.
 * - A campaign may retry a call under the same ID, and then these events occur once per attempt. Those are
 *   recognized by event, call and attempt: by the fields that number the attempts, with the times of the call.
 *   Without such a number, everything in the body counts that isn't about the delivery.
 * - All other events are recognized by their exact content.
 *
 * The webhook counts in each case: the test URL and the production URL get the same events, and a test must not
 * make the event in production a repeat.
 *
 * Where it isn't clear whether something is a repeat, it isn't one: an event that starts a workflow twice does
 * less harm than one that is lost.
 *
 * Workflows store these keys, in n8n's *Remove Duplicates* for example. So the key of a delivery never changes: a test
 * has the keys of some.
 */
export function deliveryKeyOf(delivery: Delivery, received: Received): string {
	const { event, callId } = delivery;
	const shown = [event, callId ?? ''].map((text) => text.slice(0, SHOWN).replace(/[^\w.-]/g, '_'));
	const hash = identityHash(delivery, received).slice(0, DIGITS);
	return [...shown, hash].filter((text) => text !== '').join(':');
}

function identityHash(delivery: Delivery, { body, rawBody, sender }: Received): string {
	const { event, callId, campaignId } = delivery;
	const hash = createHash('sha256').update(JSON.stringify(sender.webhookId));
	if (callId === undefined || !ONCE_PER_CALL.has(event)) {
		return hash.update(rawBody).digest('hex');
	}
	const ofCampaign =
		sender.source === 'campaign' || campaignId !== undefined || hasCampaignCall(body);
	const attempt = ofCampaign ? attemptIn(body) : [];
	return hash.update(JSON.stringify([event, callId, attempt])).digest('hex');
}

function hasCampaignCall(body: JsonObject): boolean {
	return payloadSectionsIn(body).envelopes.some(({ campaign_call: call }) => isRecord(call));
}

/** What distinguishes the attempts of a call. */
function attemptIn(body: JsonObject): unknown {
	const { envelopes, calls, all } = payloadSectionsIn(body);
	const ofCall = setFields(calls, ATTEMPTS);
	// If the call numbers its attempts, a number in the envelope is that of the delivery.
	const attempts = ofCall.length > 0 ? ofCall : setFields(envelopes, ATTEMPTS);
	return attempts.length > 0 ? [attempts, setFields(all, TIMES)] : withoutDelivery(body);
}

function setFields(sections: readonly JsonObject[], names: readonly string[]): unknown[] {
	return sections.flatMap((section) =>
		names.flatMap((name) => {
			const value = section[name];
			return isSet(value) ? [[name, textOf(value) ?? value]] : [];
		}),
	);
}

/** The body without the fields that differ between two deliveries of the same event. */
function withoutDelivery(body: JsonObject): unknown[] {
	// Only at the top level, because a `timestamp` further inside is the time of the call.
	const { timestamp: _timestamp, data, payload, ...content } = aboutCall(body);
	const inside = [data, payload].map((value) => (isRecord(value) ? aboutCall(value) : value));
	return [content, ...inside];
}

function aboutCall(envelope: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(envelope).filter(([name]) => !OF_DELIVERY.has(name)));
}
