import type { Operation } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Dialect } from './dialect';
import { isRecord, succeeded, withBody } from './dialect';
import { isList } from './lists';
import { OWN_FIELDS } from './ownFields';

/** Operations whose path doesn't end with the kind of the object that they return. */
const KINDS: Readonly<Record<string, string>> = {
	endCall: 'call',
	requestPhoneRelease: 'release_request',
};

/** What is done with an object, or a part of it. The response contains the object itself. */
const PARTS =
	/^(?:advanced-settings|callback|calling|knowledge|(?:un)?publish|status|toggle|voice)$/;

/** Requests whose result is neither an object nor a part of one. */
const WORK = /^(?:retry|sync|test|trigger-\w+)$/;

/** The kind of the object that an operation returns, from its path; undefined if it has none. */
function kindOf({ operationId = '', path }: Operation): string | undefined {
	const words = path.split('/').filter((word) => word !== '' && !word.startsWith('{'));
	const last = words.filter((word) => !PARTS.test(word)).at(-1) ?? '';
	if (WORK.test(last)) return undefined;
	return KINDS[operationId] ?? singular(last).replaceAll('-', '_');
}

function singular(word: string): string {
	return /^(?:settings|stats)$/.test(word) ? word : word.replace(/s$/, '');
}

/** Objects as resources of JSON:API, also those in lists. */
export const JSON_API: Dialect = {
	name: 'json-api',
	description: 'An object with an ID is {id, type, attributes}, as in JSON:API.',
	encode: (reply, context) => {
		const kind = kindOf(context.operation);
		if (kind === undefined) return reply;
		const resource = (value: unknown) => resourceOf(value, `${kind}s`);
		return withBody(reply, (body) => {
			const { data } = body;
			if (Array.isArray(data)) return { ...body, data: data.map(resource) };
			if (!isRecord(data)) return body;
			if (!isList(context)) return { ...body, data: resource(data) };
			const entries = Object.entries(data).map(([name, list]) => [
				name,
				Array.isArray(list) ? list.map(resource) : list,
			]);
			return { ...body, data: Object.fromEntries(entries) as JsonObject };
		});
	},
};

function resourceOf(value: unknown, type: string): unknown {
	if (!isRecord(value) || value.id === undefined) return value;
	const { id, ...attributes } = value;
	return { id, type, attributes };
}

/** A single object under the name of its kind. */
export const KIND: Dialect = {
	name: 'kind',
	description: 'A single object is under the name of its kind, e.g. {agent: {…}}, instead of data.',
	encode: (reply, context) => {
		const kind = isList(context) ? undefined : kindOf(context.operation);
		return withBody(reply, (body) => {
			const { data, ...others } = body;
			return kind !== undefined && isRecord(data) ? { ...others, [kind]: data } : body;
		});
	},
};

/** Fields whose names are those of users and of events. */
const OWN = new Set<string>([...OWN_FIELDS, 'response_headers']);

/** All names in camelCase, including those of paging. */
export const CAMEL_CASE: Dialect = {
	name: 'camel-case',
	description: 'All names in responses are in camelCase, except those of users and of events.',
	encode: (reply) => (succeeded(reply) ? { ...reply, body: inCamelCase(reply.body) } : reply),
};

function inCamelCase(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inCamelCase);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([name, inner]) => [
		name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
		OWN.has(name) ? inner : inCamelCase(inner),
	]);
	return Object.fromEntries(entries);
}
