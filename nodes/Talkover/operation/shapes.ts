import type { IDataObject } from 'n8n-workflow';

import { isConfirmation, isScalar, listIn as readList, messageIn, thingIn } from '../api/answer';
import type { ApiRequest } from '../api/request';

/** What of a response matters, and how it becomes output items. */
export interface Shape<Data> {
	/** Undefined if the response doesn't hold it. */
	read(body: IDataObject): Data | undefined;
	items(data: Data): IDataObject[];
	/** What is known of a request other than a GET, if the response only confirms that it succeeded. */
	confirmed?(request: ApiRequest, body: IDataObject): Data;
}

/** A thing: one item. */
export const object: Shape<IDataObject> = {
	read: thingIn,
	items: (data) => [data],
	confirmed: (request, body) =>
		request.method === 'POST' ? confirmationIn(body) : withIdOfPath(request, body),
};

/** A thing that a POST changes: its path has the thing's ID. */
export const changed: Shape<IDataObject> = { ...object, confirmed: withIdOfPath };

/** A list of objects: one item per element. */
export const list: Shape<IDataObject[]> = {
	read: (body) => readList(body),
	items: (data) => data,
};

/** A list that Talkover documents under a name of its own. */
export function listIn(name: string): Shape<IDataObject[]> {
	return { ...list, read: (body) => readList(body, name) };
}

/** The response only confirms that it is gone. */
export const deleted: Shape<true> = {
	read: () => true,
	items: () => [{ deleted: true }],
};

/** The response only confirms that it was done, at most in words. */
export const done: Shape<IDataObject> = {
	read: confirmationIn,
	items: (data) => [data],
};

/** That a request succeeded, with Talkover's sentence about it. */
export function confirmationIn(body: IDataObject): IDataObject {
	const message = messageIn(body);
	return { success: true, ...(message === undefined ? {} : { message }) };
}

/**
 * Reads a response; undefined if it holds nothing of this shape.
 *
 * @param request an update or creation whose response only confirms it gives what is known of it
 */
export function readAs<Data>(
	shape: Shape<Data>,
	request: ApiRequest,
	body: IDataObject,
): Data | undefined {
	const confirms = request.method !== 'GET' && isConfirmation(body);
	// What changes something doesn't get another ID: a number is that of the rows that have changed.
	if (request.method !== 'GET' && !('creates' in request) && isScalar(body) && shape.confirmed) {
		return shape.confirmed(request, body);
	}
	return shape.read(body) ?? (confirms ? shape.confirmed?.(request, body) : undefined);
}

/** The ID is the last one of the path, which may go on to a part of the thing: `/agents/{id}/calling`. */
function withIdOfPath({ path }: ApiRequest, body: IDataObject): IDataObject {
	const id = path[path.length % 2 === 0 ? path.length - 1 : path.length - 2];
	return { ...(id === undefined ? {} : { id }), ...confirmationIn(body) };
}
