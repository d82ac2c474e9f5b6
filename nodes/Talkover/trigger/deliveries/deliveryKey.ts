import { randomUUID } from 'node:crypto';

import type { JsonObject } from '../../base/json';
import { isRecord, isSet } from '../../base/json';
import { wordSet, words } from '../../base/text/words';
import { hashOf } from '../../base/hash';
import type { Headers } from './sender/authenticity';
import type { Delivery } from './deliveries';
import type { OwnWebhook } from '../memory';
import { textOf } from '../fields';
import { payloadSectionsIn } from '../payloadSections';

/** Events that occur once per call, so that a second one is a repeat regardless of its other content. */
const ONCE_PER_CALL = wordSet(`
	event_phone_call_started event_phone_call_ended event_phone_call_did_not_connect
	event_voicemail_detected event_voicemail_message_left event_conversation_started
	event_conversation_ended event_call_report campaign_call.completed
`);

/** Fields that number the attempts of a campaign call. Talkover lists its calls with `retries` (get-campaign). */
const ATTEMPTS = words(`
	attempt attempt_id attempt_number attempt_count attempts retry retry_number retry_count retries
	try try_number
`);
/** Fields that say when an attempt took place. */
const TIMES = words(`
	initiated_at started_at start_time answered_at ended_at end_time completed_at failed_at
`);
/** Further fields that say when an event occurred. Some services put the time of the delivery there. */
const TIMES_OF_EVENTS = ['timestamp', 'occurred_at', 'created_at', 'event_time', 'time'] as const;
/** Fields about the delivery instead of the event. They differ when Talkover sends the same event again. */
const OF_DELIVERY = words(`
	delivered_at delivery delivery_attempt delivery_id dispatched_at log_id request_id sent_at
	webhook webhook_attempt webhook_log_id
`);
/** Headers that identify an event, unlike the ID of the request. None is documented. */
const ID_HEADER = /^x-(?:[a-z0-9]+-)*(?:event|delivery)-id$/;

/** The input of a key, besides the parsed delivery. */
interface Received {
	readonly body: JsonObject;
	readonly sender: Pick<OwnWebhook, 'ownerId' | 'source' | 'webhookId'>;
	readonly headers: Headers;
}

/** The key of a delivery. */
interface DeliveryKey {
	readonly key: string;
	/** Whether a repeated delivery of the same event has the same key. Otherwise, the key is new each time. */
	readonly isStable: boolean;
}

/** The most characters of an event name or call ID in a key, because the server chooses both. */
const SHOWN = 60;
/** Hexadecimal digits of the hash: 128 bits. */
const DIGITS = 32;

/**
 * The same for an event and its repeated deliveries, and for nothing else: `event:call:hash`, or `event:hash` without a
 * call, with 155 characters at most. Event and call are there for people; only the hash counts. It contains no secret.
 *
 * An event is recognized by its name and an identity of its own:
 *
 * - an ID of the event,
 * - the call, for events that occur once per call. A campaign may retry a call under the same ID, and then these events
 *   occur once per attempt: the fields that number the attempts, and the times of the call, count as well,
 * - its exact content, if this includes a time or comes with an ID in a header. For an event during a call, a time of the
 *   call doesn't count.
 *
 * Anything else may be another event that looks the same, such as an action that the agent runs twice. Its key is new each
 * time, because an event that starts a workflow twice does less harm than one that is lost. Transcripts may come in parts,
 * so they're never repeats.
 *
 * The webhook counts in each case: the test URL and the production URL get the same events, and a test must not
 * make the event in production a repeat.
 *
 * Workflows store these keys, in n8n's *Remove Duplicates* for example. So the key of a delivery never changes: a test
 * has the keys of some.
 */
export function deliveryKeyOf(delivery: Delivery, received: Received): DeliveryKey {
	const { event, callId } = delivery;
	const shown = [event, callId ?? ''].map((text) => text.slice(0, SHOWN).replace(/[^\w.-]/g, '_'));
	const identity = identityOf(delivery, received);
	const isStable = identity !== undefined;
	const parts = [received.sender.webhookId, identity ?? randomUUID()];
	const hash = hashOf(parts.map((part) => JSON.stringify(part)).join('')).slice(0, DIGITS);
	return { key: [...shown, hash].filter((text) => text !== '').join(':'), isStable };
}

/** What distinguishes an event from all others; undefined if that isn't certain. */
function identityOf(delivery: Delivery, received: Received): unknown {
	const { event, callId, eventId } = delivery;
	if (event === '' || /transcript/i.test(event)) return undefined;
	if (eventId !== undefined) return [event, eventId, callId];
	// Talkover may use the same call for all tests.
	const isOnce = callId !== undefined && ONCE_PER_CALL.has(event) && !delivery.test;
	const ofCall = isOnce ? ofCallIn(delivery, received) : undefined;
	return ofCall ?? contentIdentityOf(delivery, received);
}

/** The call and its attempt; undefined if a campaign may have made other attempts that look the same. */
function ofCallIn(
	{ event, callId, agentId, campaignId }: Delivery,
	{ body, sender }: Received,
): unknown {
	const { calls, envelopes, all } = payloadSectionsIn(body);
	// A call that was transferred ends once for each of its agents.
	const transferred = sender.source === 'agent' && agentId !== sender.ownerId ? agentId : undefined;
	const ofCampaign =
		sender.source === 'campaign' || campaignId !== undefined || hasCampaignCall(envelopes);
	if (!ofCampaign) return [event, callId, [], ...(transferred === undefined ? [] : [transferred])];
	const ofCall = setFields(calls, ATTEMPTS);
	// If the call numbers its attempts, a number in the envelope is that of the delivery.
	const attempts = ofCall.length > 0 ? ofCall : setFields(envelopes, ATTEMPTS);
	const times = setFields(all, TIMES);
	return attempts.length + times.length === 0 ? undefined : [event, callId, [attempts, times]];
}

/** The content of an event that has a time or, in a header, an ID. */
function contentIdentityOf({ event, callId }: Delivery, { body, headers }: Received): unknown {
	const { all, envelopes } = payloadSectionsIn(body);
	const isDuringCall =
		callId !== undefined && !ONCE_PER_CALL.has(event) && !event.startsWith('campaign_call.');
	// An event during a call may occur again, with the same times of the call.
	const isTimed = !isDuringCall || setFields(envelopes, TIMES_OF_EVENTS).length > 0;
	const times = isTimed ? setFields(all, [...TIMES, ...TIMES_OF_EVENTS]) : [];
	const ids = Object.keys(headers).filter((name) => ID_HEADER.test(name));
	const marks = times.length > 0 ? times : ids.map((name) => headers[name]);
	if (marks.length === 0) return undefined;
	const inner = ['data', 'payload'].flatMap((name) => {
		const value = body[name];
		return isRecord(value) ? [[name, withoutDelivery(value)] as const] : [];
	});
	return [event, withoutDelivery(body, inner), marks];
}

/**
 * The envelope without the fields that differ between two deliveries of the same event. It's copied only if it has such
 * fields, because it may have 400,000 others.
 *
 * @param inner further values to replace
 */
function withoutDelivery(
	envelope: JsonObject,
	inner: readonly (readonly [name: string, value: unknown])[] = [],
): JsonObject {
	const unset = OF_DELIVERY.filter((name) => Object.hasOwn(envelope, name));
	const replaced = [
		...inner.filter(([name, value]) => value !== envelope[name]),
		...unset.map((name) => [name, undefined] as const),
	];
	return replaced.length === 0 ? envelope : { ...envelope, ...Object.fromEntries(replaced) };
}

function hasCampaignCall(envelopes: readonly JsonObject[]): boolean {
	return envelopes.some((envelope) => isRecord(envelope.campaign_call));
}

function setFields(sections: readonly JsonObject[], names: readonly string[]): unknown[] {
	return sections.flatMap((section) =>
		names.flatMap((name) => {
			const value = section[name];
			return isSet(value) ? [[name, textOf(value) ?? value]] : [];
		}),
	);
}
