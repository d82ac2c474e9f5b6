import type { IDataObject } from 'n8n-workflow';

import { comparableId, idOf, withId } from '../content/identity';
import type { ApiRequest } from '../request';
import { declared } from '../request';
import type { JsonObject } from '../../base/json';
import { isList, isRecord, isSet, isText, jsonIn } from '../../base/json';
import { wordSet } from '../../base/text/words';
import { positionIn } from './position';
import type { Done } from './reply';

export { idOf, withId } from '../content/identity';

/**
 * Reads the bodies of successful responses in the forms that Talkover's publications show, and in no other one: what they
 * contain is in `data`, or is the body itself. A body in another form has no content, which is never the same as an empty
 * list or as success. All code that reads a response uses these functions, so nothing else in this package knows the
 * envelopes.
 */

/** Fields around the content of a response. */
const ENVELOPE = wordSet('data error errors message success');

/**
 * Reads a body that arrived as text.
 *
 * @param raw as returned by {@link parsedBody}
 * @param isBareList whether Talkover documents a list without anything around it, which becomes `{data: […]}`
 * @returns `{}` for an empty body; undefined if it's in another form, such as a web page
 */
export function bodyOf(raw: unknown, isBareList = false): IDataObject | undefined {
	if (!isSet(raw)) return {};
	if (isRecord(raw)) return raw as IDataObject;
	return isBareList && Array.isArray(raw) ? { data: raw } : undefined;
}

/** The content of a body that arrived as text: its JSON, or the text if it isn't JSON. */
export function parsedBody(raw: unknown): unknown {
	if (typeof raw !== 'string') return raw;
	// Also removes a byte order mark.
	const text = raw.trim();
	const value = jsonIn(text);
	return value === undefined ? (text === '' ? text : raw) : value;
}

/**
 * Whether a response with a success status reports a failure: `success` is anything but true, or it has an error and neither
 * `data` nor an ID. A thing with an ID may have an error of its own.
 *
 * @param creates whether something should have been created, so that an error next to it contradicts it
 */
export function isRejection(body: IDataObject, creates = false): boolean {
	const { success, error, errors } = body;
	if (isSet(success) && success !== true) return true;
	const hasError = holdsAny(error) || holdsAny(errors) || isText(error) || isText(errors);
	const hasData = isSet(body.data) && !isEmpty(body.data);
	const isThing = isBare(body) && comparableId(idOf(body)) !== undefined;
	return hasError && (creates || !(hasData || isThing));
}

/** Whether a value is an object or list that isn't empty. */
function holdsAny(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && !holdsAny(value);
}

/** Talkover's message about what it did. */
export function messageIn({ message }: IDataObject): string | undefined {
	return isText(message) ? message : undefined;
}

/**
 * The object in a response: in `data`, or the body itself. A call's `call_id` is also its `id`.
 *
 * @returns undefined if there is none
 */
export function thingIn(body: IDataObject): IDataObject | undefined {
	const { data } = body;
	if (isRecord(data)) return holdsAny(data) ? withId(data as IDataObject) : undefined;
	return isBare(body) ? withId(body) : undefined;
}

/** Whether an object in a response says itself that it's a failure. */
export function saysNo({ success }: JsonObject): boolean {
	return isSet(success) && success !== true;
}

/** Whether the body is the content itself. */
function isBare({ success, data, ...others }: IDataObject): boolean {
	return !isSet(success) && !isSet(data) && hasContent(others);
}

function hasContent(body: IDataObject): boolean {
	return Object.keys(body).some((name) => !ENVELOPE.has(name));
}

/** Whether a response only confirms success: no body, `{success: true}`, or a message. */
export function isConfirmation(body: IDataObject): boolean {
	const { data } = body;
	return (!isSet(data) || (isRecord(data) && !holdsAny(data))) && !hasContent(body);
}

/**
 * Whether a check found nothing wrong: `success` is true (API reference: validate-agent-flow, check-callback-constraints). If
 * the response also has content, a list, a number or a flag, that may say what is wrong.
 */
export function saysValid({ success, ...others }: IDataObject): boolean {
	const mayHaveFaults = Object.values(others).some(
		(value) => isSet(value) && !isText(value) && !isEmpty(value),
	);
	return success === true && !mayHaveFaults;
}

/**
 * The list in a response: in `data`, in `data` within `data` with its paging, or under its name in `data`.
 *
 * @param name the documented name: `data`, or that of a list inside `data`
 * @returns undefined if there is no list of objects
 */
export function listIn({ data }: IDataObject, name: string): IDataObject[] | undefined {
	if (isRecord(data)) return elementsOf(data[name]);
	return name === 'data' ? elementsOf(data) : undefined;
}

/** A list inside an object; undefined if the object has no list of that name. */
export function namedListIn<Thing extends Readonly<IDataObject>>(
	thing: Thing,
	name: Extract<keyof Thing, string>,
): IDataObject[] | undefined {
	return thing[name] === null ? [] : elementsOf(thing[name]);
}

function elementsOf(value: unknown): IDataObject[] | undefined {
	if (!isList(value) || !value.every(isRecord)) return undefined;
	return (value as readonly IDataObject[]).map((each) => withId(each));
}

/** The reply to a request that was carried out: what its endpoint's response holds, by the contract. */
export function doneWith(
	request: Pick<ApiRequest, 'endpoint'>,
	body: IDataObject,
	status = 200,
): Done {
	const { list: name } = declared(request);
	return {
		ok: true,
		did: 'done',
		status,
		body,
		thing: thingIn(body),
		list: name === undefined ? undefined : listIn(body, name),
		page: name === undefined ? {} : positionIn(body),
	};
}
