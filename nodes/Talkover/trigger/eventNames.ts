import type { IDataObject } from 'n8n-workflow';

import type { Places } from './places';
import { firstText, isObject, textOf } from './places';

/** How all documented names of events begin (API reference: list-agent-webhooks, list-campaign-webhooks). */
const BEGINNING = /^(?:event_|campaign\.|campaign_call\.|webhook\.)/;

/** Fields that hold nothing but the name of an event. */
const NAMES = ['event', 'event_type', 'event_name'] as const;
/** Fields that may also hold something else, such as the type of a call. */
const AMBIGUOUS = ['type', 'name'] as const;

/** Whether a text is built like the documented names of events. */
export function isEventName(name: string): boolean {
	return BEGINNING.test(name);
}

/**
 * The name of the event that a body is about. `type` and `name` count where they hold something built like an
 * event's name; `type` of the body itself is also the last resort.
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
