import type { IDataObject } from 'n8n-workflow';

import { idOf, messageIn, saysNo } from '../../api/response/answer';
import type { Done } from '../../api/response/reply';
import { comparableId } from '../../api/content/identity';
import type { JsonObject } from '../../base/json';
import { isRecord, isSet } from '../../base/json';
import { defined } from '../../base/collections/defined';
import type { ApiRequest } from '../../api/request';
import { methodOf } from '../../api/request';

/** The relevant part of a response, and how it becomes output items. */
export interface Shape<Data> {
	/** Undefined if the response doesn't contain it. */
	read(reply: Done): Data | undefined;
	items(data: Data): IDataObject[];
	/** Whether it is one thing, which is passed on as it came if it's asked for and has another form. */
	readonly isOne?: true;
	/** Whether it is the agent, calendar or campaign whose ID begins the path, instead of something that belongs to it. */
	readonly isOwner?: true;
	/** Whether Talkover may only confirm a request although it does something each time that it's sent. */
	readonly mayOnlyConfirm?: true;
	/** Whether a thing is what a request creates; by default, if it has an ID, without which it may be a status or a message. */
	readonly isCreated?: (thing: JsonObject, request: ApiRequest) => boolean;
	/** What is known about a request other than a GET if the response only confirms success. */
	confirmed?(request: ApiRequest, reply: Done): Data;
}

/** A single object: one item. */
export const object: Shape<IDataObject> = {
	read: ({ thing }) => thing,
	items: (data) => [data],
	isOne: true,
	confirmed: (request, reply) =>
		methodOf(request) === 'POST' ? confirmationIn(reply) : withIdOfPath(request, reply),
};

/** An object that a request changes, with its ID in the path. */
export const changed: Shape<IDataObject> = { ...object, isOwner: true, confirmed: withIdOfPath };

/** What was set off, such as an import. It's no thing that Talkover has to show. */
export const setOff: Shape<IDataObject> = { ...object, mayOnlyConfirm: true };

/** A list of objects: one item per element. */
export const list: Shape<IDataObject[]> = {
	read: ({ list: elements }) => elements,
	items: (data) => data,
};

/** A response that only confirms a deletion, unless it says that nothing was deleted. */
export const deleted: Shape<true> = {
	read: ({ thing: { deleted: is } = {} }) => (isSet(is) && is !== true ? undefined : true),
	items: () => [{ deleted: true }],
};

/** A response that only confirms success, with a message at most. */
export const done: Shape<IDataObject> = {
	read: confirmationIn,
	items: (data) => [data],
};

/** Success, with Talkover's message if there is one. */
export function confirmationIn({ body }: Done): IDataObject {
	return defined({ success: true, message: messageIn(body) });
}

/**
 * Reads a response; undefined if it contains nothing of this shape.
 *
 * @param request if its response only confirms an update or creation, what is known from the request
 */
export function readAs<Data>(
	shape: Shape<Data>,
	request: ApiRequest,
	reply: Done,
): Data | undefined {
	const data = shape.read(reply);
	// What isn't documented for a creation may be something else.
	if ('creates' in request && shape.mayOnlyConfirm !== true) {
		const { isCreated = isIdentified } = shape;
		return isRecord(data) && !isCreated(data, request) ? undefined : data;
	}
	return data ?? (methodOf(request) === 'GET' ? undefined : shape.confirmed?.(request, reply));
}

/** Whether an object has an ID and doesn't say that it's a failure. */
export function isIdentified(thing: JsonObject): boolean {
	return !saysNo(thing) && comparableId(idOf(thing, 'call')) !== undefined;
}

/** Whether an object has a field of its own, unlike `{agent: {…}}` or `{accepted: [], rejected: […]}`. */
export function hasOwnField(thing: JsonObject): boolean {
	return Object.values(thing).some((value) => typeof value !== 'object' || value === null);
}

/** Takes the last ID of the path, which may continue with a part of the object: `/agents/{id}/calling`. */
function withIdOfPath({ path }: ApiRequest, reply: Done): IDataObject {
	const id = path[path.length % 2 === 0 ? path.length - 1 : path.length - 2];
	return defined({ id, ...confirmationIn(reply) });
}
