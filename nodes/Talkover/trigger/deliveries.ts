import type { IDataObject } from 'n8n-workflow';

import { attempt } from '../parameters/invalidInput';
import { isDeeperThan, isRecord, parseJson } from '../parameters/json';
import { eventIn } from './eventNames';
import type { Places } from './places';
import { firstText, isObject, placesIn, textOf } from './places';

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
export const LARGEST = 5_000_000;

/** Fields that may hold the duration of a call, in seconds. */
const DURATIONS = ['duration', 'duration_seconds', 'call_duration'] as const;
/** A whole or decimal number; the length is limited, so that it takes no time to look at. */
const SECONDS = /^\d{1,12}(?:\.\d{1,12})?$/;

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
 * Reads a body of which only the test's is documented (API reference: test-webhook). Each value is read wherever
 * Talkover may put it: at the top level, in `data`, in `payload`, and in `call` or `campaign_call` of these.
 */
export function readDelivery(body: IDataObject): Delivery {
	const places = placesIn(body);
	const { all } = places;
	const event = eventIn(places) ?? '';
	const found = {
		callId: callIdIn(places),
		agentId: firstText(all, 'agent_id') ?? idOfObjectIn(all, 'agent'),
		campaignId: firstText(all, 'campaign_id') ?? idOfObjectIn(all, 'campaign'),
		context: contextIn(all),
		durationSeconds: durationIn(all),
	};
	const certain = Object.entries(found).filter(([, value]) => value !== undefined);
	const test = event === 'webhook.test' || all.some((place) => isTrue(place.test));
	return { event, test, ...Object.fromEntries(certain) };
}

/** The `id` of `data` or `payload` is that of the call if it has the numbers of a call. */
function callIdIn({ envelopes, calls, all }: Places): string | undefined {
	const areCalls = envelopes.slice(1).filter(({ to, from }) => textOf(to) ?? textOf(from));
	return firstText(all, 'call_id') ?? firstText([...calls, ...areCalls], 'id');
}

/** `agent: {id: …}` */
function idOfObjectIn(places: readonly IDataObject[], name: string): string | undefined {
	return firstText(places.map((place) => place[name]).filter(isObject), 'id');
}

/** The first context that holds anything. */
function contextIn(places: readonly IDataObject[]): IDataObject | undefined {
	const contexts = places.map(({ context }) => contextOf(context)).filter(isObject);
	return contexts.find((context) => Object.keys(context).length > 0) ?? contexts[0];
}

/** An object, or an object as JSON text. */
function contextOf(value: unknown): IDataObject | undefined {
	if (typeof value !== 'string') return isObject(value) ? value : undefined;
	const read = attempt(() => parseJson(value));
	const context = 'value' in read ? read.value : undefined;
	return isObject(context) && !isDeeperThan(DEEPEST, context) ? context : undefined;
}

/** Seconds. */
function durationIn(places: readonly IDataObject[]): number | undefined {
	return places
		.flatMap((place) => DURATIONS.map((name) => secondsOf(place[name])))
		.find((seconds) => seconds !== undefined);
}

function secondsOf(value: unknown): number | undefined {
	const seconds = textOf(value);
	return seconds !== undefined && SECONDS.test(seconds) ? Number(seconds) : undefined;
}

function isTrue(value: unknown): boolean {
	return value === true || value === 1 || value === '1' || value === 'true';
}
