import type { JsonObject } from '../../base/json';
import { isDeeperThan, isRecord, parseJson } from '../../base/json';
import { attempt } from '../../base/invalidInput';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { firstText, textOf } from '../fields';
import type { PayloadSections } from '../payloadSections';
import { payloadSectionsIn } from '../payloadSections';
import type { Rejection } from './rejection';
import { rejection } from './rejection';

/** The fields of a delivery that the node understands. */
export interface Delivery {
	readonly event: string;
	readonly callId?: string;
	readonly agentId?: string;
	readonly campaignId?: string;
	readonly webhookId?: string;
	readonly context?: JsonObject;
	readonly durationSeconds?: number;
	/** Whether it is a test delivery from Talkover. */
	readonly test: boolean;
}

/** The most levels of a body. Documented ones have a few, and very deep ones may be malicious. */
const DEEPEST = 50;

/** Fields that may contain the duration of a call, in seconds. */
const DURATIONS = ['duration', 'duration_seconds', 'call_duration'] as const;
/** A whole or decimal number of limited length. */
const SECONDS = /^\d{1,12}(?:\.\d{1,12})?$/;

/**
 * Reads a raw body as JSON. n8n parses it by its content type, which Talkover doesn't document, so it may have
 * parsed a form, or nothing at all.
 */
export function readBody(rawBody: Buffer): Result<JsonObject, Rejection> {
	const body = attempt(() => parseJson(rawBody.toString().replace(/^\uFEFF/, '')));
	if (!body.ok) return rejection(400, "its body isn't JSON");
	const { value } = body;
	if (!isRecord(value)) return rejection(400, "its body isn't a JSON object");
	if (isDeeperThan(DEEPEST, value)) return rejection(400, 'its body is nested too deeply');
	return ok(value);
}

/**
 * Reads the body of a delivery. Only that of a test is documented (API reference: test-webhook), so each value is read
 * in every section where it may be: at the top level, in `data`, in a `payload` that names the event, and in `call` or
 * `campaign_call` of these.
 */
export function readDelivery(body: JsonObject): Delivery {
	const sections = payloadSectionsIn(body);
	const { all, event = '' } = sections;
	const found = {
		callId: callIdIn(sections),
		agentId: firstText(all, 'agent_id') ?? idOfObjectIn(all, 'agent'),
		campaignId: firstText(all, 'campaign_id') ?? idOfObjectIn(all, 'campaign'),
		webhookId: firstText(all, 'webhook_id'),
		context: contextIn(all),
		durationSeconds: durationIn(all),
	};
	const certain = Object.entries(found).filter(([, value]) => value !== undefined);
	// Not elsewhere, because a variable of a call may be called `test` as well, and its events would be lost.
	const test = event === 'webhook.test' || sections.naming.some((section) => isTrue(section.test));
	return { event, test, ...Object.fromEntries(certain) };
}

/** The ID of the call. The `id` of `data` or `payload` counts if it has the phone numbers of a call. */
function callIdIn({ envelopes, calls, all }: PayloadSections): string | undefined {
	const areCalls = envelopes.slice(1).filter(({ to, from }) => textOf(to) ?? textOf(from));
	return firstText(all, 'call_id') ?? firstText([...calls, ...areCalls], 'id');
}

/** `agent: {id: …}` */
function idOfObjectIn(sections: readonly JsonObject[], name: string): string | undefined {
	return firstText(sections.map((section) => section[name]).filter(isRecord), 'id');
}

/** The first context that isn't empty. */
function contextIn(sections: readonly JsonObject[]): JsonObject | undefined {
	const contexts = sections.map(({ context }) => contextOf(context)).filter(isRecord);
	return contexts.find((context) => Object.keys(context).length > 0) ?? contexts[0];
}

/** An object, or an object as JSON text. */
function contextOf(value: unknown): JsonObject | undefined {
	if (typeof value !== 'string') return isRecord(value) ? value : undefined;
	const read = attempt(() => parseJson(value));
	const context = read.ok ? read.value : undefined;
	return isRecord(context) && !isDeeperThan(DEEPEST, context) ? context : undefined;
}

/** Seconds. */
function durationIn(sections: readonly JsonObject[]): number | undefined {
	return sections
		.flatMap((section) => DURATIONS.map((name) => secondsOf(section[name])))
		.find((seconds) => seconds !== undefined);
}

function secondsOf(value: unknown): number | undefined {
	const seconds = textOf(value);
	return seconds !== undefined && SECONDS.test(seconds) ? Number(seconds) : undefined;
}

function isTrue(value: unknown): boolean {
	return value === true || value === 1 || value === '1' || value === 'true';
}
