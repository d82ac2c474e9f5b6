import type { JsonObject } from '../base/json';
import { isRecord } from '../base/json';
import { firstText, textOf } from './fields';

/** The beginnings of all documented event names (API reference: list-agent-webhooks, list-campaign-webhooks). */
const BEGINNING = /^(?:event_|campaign\.|campaign_call\.|webhook\.)/;

/** Fields that only contain event names. */
const NAMES = ['event', 'event_type', 'event_name'] as const;
/** Fields that may also contain something else, such as the type of a call. */
const AMBIGUOUS = ['type', 'name', 'topic', 'action', 'trigger'] as const;

/** Whether a text has the form of the documented event names. */
export function isEventName(name: string): boolean {
	return BEGINNING.test(name);
}

/** A header with the name of the event. None is documented; `X-Talkover-Event` is the usual form, and CloudEvents has `ce-type`. */
const HEADER = /^(?:[a-z0-9]+-)+(?:event|topic)(?:-(?:key|name|type))?$|^ce-type$/;
const HEADER_VALUE = /^[\w.:-]{1,200}$/;

/** The name of the event in a delivery's headers. */
export function eventInHeaders(
	headers: Readonly<Record<string, string[] | string | undefined>>,
): string | undefined {
	const names = Object.keys(headers)
		.filter((name) => HEADER.test(name))
		.flatMap((name) => textOf(headers[name]) ?? [])
		.filter((name) => HEADER_VALUE.test(name));
	return names.find(isEventName) ?? names[0];
}

/** Objects in a delivery: the body and other envelopes, and these together with their calls. */
interface Named {
	readonly envelopes: readonly JsonObject[];
	readonly all: readonly JsonObject[];
}

/**
 * The name of a body's event. `type` and `name` count if they have the form of an event name. The body's own name
 * precedes those further inside, which may be somebody's data.
 */
export function eventIn({ envelopes: [body = {}, ...envelopes], all }: Named): string | undefined {
	return (
		nameOf(body) ??
		textsOf(body, 'type').find(isEventName) ??
		all.map(nameOf).find((name) => name !== undefined) ??
		[body, ...envelopes].flatMap((section) => textsOf(section, ...AMBIGUOUS)).find(isEventName)
	);
}

/** The name of the event that an object itself contains. */
export function ownEventOf(section: JsonObject): string | undefined {
	return nameOf(section) ?? textsOf(section, ...AMBIGUOUS).find(isEventName);
}

function nameOf(section: JsonObject): string | undefined {
	const { event } = section;
	return firstText([section], ...NAMES) ?? (isRecord(event) ? nameOfObject(event) : undefined);
}

/** `event: {name: 'event_action', …}` */
function nameOfObject(event: JsonObject): string | undefined {
	return firstText([event], ...NAMES) ?? textsOf(event, ...AMBIGUOUS).find(isEventName);
}

function textsOf(section: JsonObject, ...names: readonly string[]): string[] {
	return names.flatMap((name) => textOf(section[name]) ?? []);
}
