import type { IDataObject } from 'n8n-workflow';

import {
	isConfirmation,
	isNo,
	isScalar,
	listIn as readList,
	messageIn,
	thingIn,
} from '../api/response/answer';
import type { JsonObject } from '../base/json';
import { isRecord } from '../base/json';
import { defined } from '../base/collections/defined';
import type { ApiRequest } from '../api/request';

/** The relevant part of a response, and how it becomes output items. */
export interface Shape<Data> {
	/** Undefined if the response doesn't contain it. */
	read(body: IDataObject): Data | undefined;
	items(data: Data): IDataObject[];
	/** What is known about a request other than a GET if the response only confirms success. */
	confirmed?(request: ApiRequest, body: IDataObject): Data;
}

/** A single object: one item. */
export const object: Shape<IDataObject> = {
	read: thingIn,
	items: (data) => [data],
	confirmed: (request, body) =>
		request.method === 'POST' ? confirmationIn(body) : withIdOfPath(request, body),
};

/** An object that a POST changes, with its ID in the path. */
export const changed: Shape<IDataObject> = { ...object, confirmed: withIdOfPath };

/** A list of objects: one item per element. */
export const list: Shape<IDataObject[]> = {
	read: (body) => readList(body),
	items: (data) => data,
};

/** A list that Talkover documents under its own name instead of `data`. */
export function listIn(name: string): Shape<IDataObject[]> {
	return { ...list, read: (body) => readList(body, name) };
}

/** A response that only confirms a deletion, unless it says that nothing was deleted. */
export const deleted: Shape<true> = {
	read: (body) => (isNo(thingIn(body)?.deleted) ? undefined : true),
	items: () => [{ deleted: true }],
};

/** A response that only confirms success, with a message at most. */
export const done: Shape<IDataObject> = {
	read: confirmationIn,
	items: (data) => [data],
};

/** Success, with Talkover's message if there is one. */
export function confirmationIn(body: IDataObject): IDataObject {
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
	body: IDataObject,
): Data | undefined {
	const confirms = request.method !== 'GET' && isConfirmation(body);
	// An update doesn't change the ID, so a bare number is the number of changed rows.
	if (request.method !== 'GET' && !('creates' in request) && isScalar(body) && shape.confirmed) {
		return shape.confirmed(request, body);
	}
	const data = shape.read(body);
	if ('creates' in request && isRecord(data) && !hasOwnField(data)) return undefined;
	return data ?? (confirms ? shape.confirmed?.(request, body) : undefined);
}

/** Whether an object has a field of its own, unlike `{agent: {…}}` or `{accepted: [], rejected: […]}`. */
function hasOwnField(thing: JsonObject): boolean {
	return Object.values(thing).some((value) => typeof value !== 'object' || value === null);
}

/** Takes the last ID of the path, which may continue with a part of the object: `/agents/{id}/calling`. */
function withIdOfPath({ path }: ApiRequest, body: IDataObject): IDataObject {
	const id = path[path.length % 2 === 0 ? path.length - 1 : path.length - 2];
	return defined({ id, ...confirmationIn(body) });
}
