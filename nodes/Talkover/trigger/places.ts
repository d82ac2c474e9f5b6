import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../parameters/json';

/** The objects in a delivery that may contain data about a call, in the order in which they are read. */
export interface Places {
	/** The body, its `data` and its `payload`. */
	readonly envelopes: readonly IDataObject[];
	/** `call` and `campaign_call` in those. */
	readonly calls: readonly IDataObject[];
	/** Both kinds, each envelope followed by its calls. */
	readonly all: readonly IDataObject[];
}

/** At most nine objects, however large the body is. */
export function placesIn(body: IDataObject): Places {
	const envelopes = [body, body.data, body.payload].filter(isObject);
	const callsOf = ({ call, campaign_call: ofCampaign }: IDataObject) =>
		[call, ofCampaign].filter(isObject);
	return {
		envelopes,
		calls: envelopes.flatMap(callsOf),
		all: envelopes.flatMap((envelope) => [envelope, ...callsOf(envelope)]),
	};
}

export function isObject(value: unknown): value is IDataObject {
	return isRecord(value);
}

/** Whether a value isn't set. Undefined, null and empty text mean the same. */
export function isUnset(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** A text, or a number as text; undefined if it isn't set. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

/** The first text or number with one of the names. Searches all places for a name before the next name. */
export function firstText(
	places: readonly IDataObject[],
	...names: readonly string[]
): string | undefined {
	for (const name of names) {
		const found = places.map((place) => textOf(place[name])).find((text) => text !== undefined);
		if (found !== undefined) return found;
	}
	return undefined;
}
