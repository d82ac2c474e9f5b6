import type { JsonObject } from '../../base/json';
import { isRecord } from '../../base/json';
import { defined } from '../../base/collections/defined';
import { durationOf } from '../../api/content/duration';
import { idOf } from '../../api/content/identity';
import { numbersOf, phoneNumberOf } from '../../api/content/numbers';
import { ownEventOf } from '../eventNames';
import { firstId, firstText, idTextOf, objectIn, textOf } from '../fields';
import type { PayloadSections } from '../payloadSections';
import { payloadSectionsIn } from '../payloadSections';

/** The fields of a delivery that the node understands. */
export interface Delivery {
	readonly event: string;
	/** The ID of this event, which its repeats have as well. */
	readonly eventId?: string;
	readonly callId?: string;
	/** The numbers on both sides, if they are international. */
	readonly to?: string;
	readonly from?: string;
	readonly agentId?: string;
	readonly campaignId?: string;
	readonly webhookId?: string;
	readonly context?: JsonObject;
	readonly durationSeconds?: number;
	/** Whether it is a test delivery from Talkover. */
	readonly test: boolean;
}

/**
 * Reads the body of a delivery. Only that of a test is documented (API reference: test-webhook), so each value is read
 * in every section where it may be: at the top level, in `data`, in a `payload` that names the event, and in `call` or
 * `campaign_call` of these.
 *
 * @param named the name of the event in a header
 * @param onlyEvent the event of a webhook that receives no other one
 */
export function readDelivery(body: JsonObject, named?: string, onlyEvent?: string): Delivery {
	const sections = payloadSectionsIn(body, named);
	const { all } = sections;
	// The `type` of the body may be anything, so it's the last fallback.
	const event = sections.event ?? named ?? onlyEvent ?? firstText([body], 'type') ?? '';
	const found = defined({
		eventId: eventIdIn(sections, event),
		callId: callIdIn(sections),
		to: numberIn(all, 'to'),
		from: numberIn(all, 'from'),
		agentId: firstId(all, 'agent_id') ?? idOfObjectIn(all, 'agent'),
		campaignId: firstId(all, 'campaign_id') ?? idOfObjectIn(all, 'campaign'),
		webhookId: firstId(all, 'webhook_id'),
		context: contextIn(all),
		durationSeconds: durationIn(all),
	});
	// Not elsewhere, because a variable of a call may be called `test` as well, and its events would be lost.
	const test = event === 'webhook.test' || sections.naming.some((section) => isTrue(section.test));
	return { event, test, ...found };
}

/** Not elsewhere, because an agent that makes an appointment has the ID of a calendar event. An action may have it anywhere. */
function eventIdIn(
	{ naming: [body = {}, ...others] }: PayloadSections,
	event: string,
): string | undefined {
	const id = textOf(body.id);
	const isAction = event.startsWith('event_action');
	const isCalendars = isAction && isRecord(body.event) && ownEventOf(body.event) === undefined;
	return (
		(isAction ? undefined : firstId([body, ...others], 'event_id', 'event_uuid')) ??
		(isCalendars ? undefined : idOfObjectIn([body], 'event')) ??
		(id !== undefined && /^ev(?:t|ent)[_-]/i.test(id) ? id : undefined)
	);
}

/** Names of the ID of a call in an envelope. */
const CALL_IDS = ['call_id', 'call_uuid', 'call_sid', 'CallSid', 'campaign_call_id'] as const;

/** The ID of the call. The `id` of `data` or `payload` counts if it has the phone numbers of a call. */
function callIdIn({ envelopes, calls, all }: PayloadSections): string | undefined {
	const areCalls = envelopes.slice(1).filter((envelope) => {
		const { to, from } = numbersOf(envelope);
		return to.length + from.length > 0;
	});
	const [ofCall] = [...calls, ...areCalls].flatMap((call) => idTextOf(idOf(call, 'call')) ?? []);
	const [named] = envelopes.flatMap(({ call }) => idTextOf(call) ?? []);
	return firstId(all, ...CALL_IDS) ?? ofCall ?? named;
}

/** `agent: {id: …}` */
function idOfObjectIn(sections: readonly JsonObject[], name: string): string | undefined {
	return firstId(sections.map((section) => section[name]).filter(isRecord), 'id');
}

/** The first context that isn't empty. */
function contextIn(sections: readonly JsonObject[]): JsonObject | undefined {
	const places = sections.flatMap(({ context, metadata }) => [
		context,
		isRecord(metadata) ? metadata.context : undefined,
	]);
	const contexts = places.map(objectIn).filter(isRecord);
	return contexts.find((context) => Object.keys(context).length > 0) ?? contexts[0];
}

/** An international number. Other texts with these names may be dates. */
function numberIn(sections: readonly JsonObject[], side: 'from' | 'to'): string | undefined {
	const texts = sections.flatMap((section) => textOf(section[side]) ?? []);
	return texts.find((text) => phoneNumberOf(text)?.form === 'international');
}

/** Seconds. */
function durationIn(sections: readonly JsonObject[]): number | undefined {
	return sections.map(durationOf).find((seconds) => seconds !== undefined);
}

function isTrue(value: unknown): boolean {
	return value === true || value === 1 || value === '1' || value === 'true';
}
