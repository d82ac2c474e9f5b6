import type { IDataObject } from 'n8n-workflow';

import { firstText, isObject, textOf } from './fields';
import type { Places } from './places';

/** The beginnings of all documented event names (API reference: list-agent-webhooks, list-campaign-webhooks). */
const BEGINNING = /^(?:event_|campaign\.|campaign_call\.|webhook\.)/;

/** Fields that only contain event names. */
const NAMES = ['event', 'event_type', 'event_name'] as const;
/** Fields that may also contain something else, such as the type of a call. */
const AMBIGUOUS = ['type', 'name'] as const;

/** Whether a text has the form of the documented event names. */
export function isEventName(name: string): boolean {
	return BEGINNING.test(name);
}

/**
 * The name of a body's event. `type` and `name` count if they have the form of an event name. The `type` of the body
 * itself is the last fallback.
 */
export function eventIn({ envelopes, all }: Places): string | undefined {
	const [body = {}] = envelopes;
	return (
		nameOf(body) ??
		all.map(nameOf).find((name) => name !== undefined) ??
		envelopes.flatMap((place) => ambiguousNames(place)).find(isEventName) ??
		firstText([body], 'type')
	);
}

function nameOf(place: IDataObject): string | undefined {
	const { event } = place;
	return firstText([place], ...NAMES) ?? (isObject(event) ? nameOfObject(event) : undefined);
}

/** `event: {name: 'event_action', …}` */
function nameOfObject(event: IDataObject): string | undefined {
	return firstText([event], ...NAMES) ?? ambiguousNames(event).find(isEventName);
}

function ambiguousNames(place: IDataObject): string[] {
	return AMBIGUOUS.flatMap((name) => textOf(place[name]) ?? []);
}
