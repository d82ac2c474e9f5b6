import { withSnakeCase } from '../../api/response/documentedForm';
import type { JsonObject } from '../../base/json';
import { isDeeperThan, isIndex, isList, isRecord, isSet, jsonIn } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { words } from '../../base/text/words';
import { isEventName } from '../eventNames';
import { DEEPEST } from '../fields';
import { payloadSectionsIn } from '../payloadSections';
import { readDelivery } from './deliveries';
import { formIn } from './form';
import type { Rejection } from './rejection';
import { rejection } from './rejection';

/** The most events of a delivery. Talkover documents one. */
const MOST_EVENTS = 10_000;

/** Fields that may contain a list of events, at the top level or in `data` or `payload`. */
const LISTS = words(`
	events data payload items batch records Records messages notifications
`);

/**
 * Reads the events in a raw body: JSON or a form, with one event or a list of them. n8n parses it by its content type, which
 * Talkover doesn't document, so it may have parsed something else, or nothing at all.
 *
 * @param named the name of the event in a header
 */
export function readEvents(
	rawBody: Buffer,
	named: string | undefined,
): Result<readonly JsonObject[], Rejection> {
	const text = rawBody.toString().replace(/^\uFEFF/, '');
	const read = valueIn(text) ?? linesIn(text) ?? withoutWrapper(formIn(text));
	if (read === undefined) return rejection(400, 'its body is neither JSON nor a form');
	if (isDeeperThan(DEEPEST, read)) return rejection(400, 'its body is nested too deeply');
	const body = isCapitalized(isList(read) ? read[0] : read) ? withSnakeCase(read) : read;
	const events = eventsIn(body, named);
	if (events.length > MOST_EVENTS) return rejection(413, 'its body has too many events');
	// A list may contain something else, and its events must not be lost.
	const objects = events.filter(isRecord);
	return objects.length > 0 ? ok(objects) : rejection(400, "its body isn't a JSON object");
}

/** `{Event: …, CallId: …}`. Names in camelCase are read as they are. */
function isCapitalized(event: unknown): boolean {
	return isRecord(event) && Object.keys(event).every((name) => /^[A-Z]/.test(name));
}

/** JSON, which may be in a text itself. */
function valueIn(text: string): unknown {
	const value = jsonIn(text);
	return typeof value === 'string' ? (jsonObjectIn(value) ?? value) : value;
}

/** Objects as lines (NDJSON). */
function linesIn(text: string): unknown {
	const lines = text.trim().split(/[\r\n]+/, MOST_EVENTS + 1);
	const objects = lines.map(jsonIn);
	return objects.every(isRecord) ? objects : undefined;
}

function jsonObjectIn(json: unknown): JsonObject | undefined {
	const isJson = typeof json === 'string' && /^\s*[[{]/.test(json);
	const value = isJson ? jsonIn(json) : undefined;
	return isRecord(value) || isList(value) ? (value as JsonObject) : undefined;
}

/** The JSON in a form with a single field, such as `payload={…}`. */
function withoutWrapper(form: JsonObject | undefined): unknown {
	const [value, ...others] = Object.values(form ?? {});
	return (others.length === 0 ? jsonObjectIn(value) : undefined) ?? form;
}

function eventsIn(body: unknown, named: string | undefined): readonly unknown[] {
	const list = listIn(body);
	// PHP writes an empty object as an empty list.
	if (list) return list.length === 0 ? [{}] : list;
	return isRecord(body) ? (listedIn(body, named) ?? [body]) : [body];
}

/** The members of a list that are set. PHP writes a list with gaps as `{"0": …, "2": …}`. */
function listIn(value: unknown): readonly unknown[] | undefined {
	const isIndexed = isRecord(value) && isSet(value[0]) && Object.keys(value).every(isIndex);
	const list = isIndexed ? Object.values(value) : value;
	return isList(list) ? list.filter(isSet) : undefined;
}

/**
 * The events of a list inside the body, each with the fields beside the list; undefined if there is no such list.
 *
 * @param named the name of the event in a header
 */
function listedIn(body: JsonObject, named: string | undefined): JsonObject[] | undefined {
	for (const outer of ['', 'data', 'payload']) {
		const holder = outer === '' ? body : body[outer];
		for (const name of isRecord(holder) ? LISTS : []) {
			const events = listIn((holder as JsonObject)[name]);
			const { [outer === '' ? name : outer]: _list, ...beside } = body;
			const split = events && splitterOf(events, beside, named);
			if (split) return (events as readonly JsonObject[]).map(split);
		}
	}
	return undefined;
}

/**
 * Makes an event of each member of a list; undefined if they're parts of one event, such as the sentences of a transcript.
 * They're events if each of them names one, and nothing around them does, or if each of them is about a call of its own, and
 * nothing around them is about a call.
 */
function splitterOf(
	list: readonly unknown[],
	beside: JsonObject,
	named: string | undefined,
): ((member: JsonObject) => JsonObject) | undefined {
	if (list.length === 0 || list.length > MOST_EVENTS || !list.every(isRecord)) return undefined;
	const around = payloadSectionsIn(beside).event ?? named;
	const isNew = around === undefined ? namesItself : namesKnownEvent;
	if ((around === undefined || !isEventName(around)) && list.every(isNew)) {
		return (member) => ({ ...unnamed(beside), ...member });
	}
	const calls = new Set(list.map((member) => readDelivery({ data: member }).callId));
	const isEach = calls.size === list.length && !calls.has(undefined);
	const isAround = readDelivery(beside).callId !== undefined;
	return isEach && !isAround ? (data) => ({ ...beside, data }) : undefined;
}

function namesItself(member: JsonObject): boolean {
	return payloadSectionsIn(member).event !== undefined;
}

function namesKnownEvent(member: JsonObject): boolean {
	return isEventName(payloadSectionsIn(member).event ?? '');
}

/** The fields beside a list without a name, which is that of the list. */
function unnamed({
	event: _e,
	event_type: _t,
	event_name: _n,
	type: _type,
	name: _name,
	...beside
}: JsonObject) {
	return beside;
}
