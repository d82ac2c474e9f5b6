import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../parameters/json';

/** What of an answer's body matters, and how it becomes output items. */
export interface Shape<Data> {
	/** Undefined when the body does not fit: that is reported, not guessed at. */
	read(body: IDataObject): Data | undefined;
	items(data: Data): IDataObject[];
}

/** `data` is an object: one item. */
export const object: Shape<IDataObject> = {
	read: ({ data }) => (isRecord(data) ? (data as IDataObject) : undefined),
	items: (data) => [data],
};

/** `data` is a list of objects: one item per element. */
export const list: Shape<IDataObject[]> = {
	read: ({ data }) => (isRecords(data) ? data : undefined),
	items: (data) => data,
};

/** `data` is an object that holds the list under a name of its own. */
export function listIn(name: string): Shape<IDataObject[]> {
	return {
		read: ({ data }) => {
			const inner = isRecord(data) ? data[name] : undefined;
			return isRecords(inner) ? inner : undefined;
		},
		items: (data) => data,
	};
}

/** The answer only confirms that it is gone. */
export const deleted: Shape<true> = {
	read: () => true,
	items: () => [{ deleted: true }],
};

/** The answer only confirms that it was done, in words: `{success: true, message}`. */
export const done: Shape<IDataObject> = {
	read: ({ message }) => ({ success: true, ...(typeof message === 'string' ? { message } : {}) }),
	items: (data) => [data],
};

function isRecords(value: unknown): value is IDataObject[] {
	return Array.isArray(value) && value.every(isRecord);
}
