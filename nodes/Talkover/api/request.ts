import type { IDataObject } from 'n8n-workflow';

import { counted } from '../base/bounds';
import { attempt, invalid } from '../base/invalidInput';
import { keyOfId } from './content/identity';
import { ENDPOINTS } from './contract/endpoints';
import type { Declared, Endpoint, EndpointWith, Method } from './endpoint';
import type { Repeatable } from './repeatable';
import { IN_ANY_ORDER } from './repeatable';

/**
 * A request to Talkover as data, so that no operation builds a URL. A GET, a PUT and a DELETE are idempotent, and for a POST or a
 * PATCH that isn't, which may toggle a switch each time, the request says what it creates.
 */
export type ApiRequest = Target &
	(
		| { readonly endpoint: EndpointWith<'DELETE' | 'GET' | 'PUT'> | Repeatable }
		| { readonly endpoint: EndpointWith<'PATCH' | 'POST'>; readonly creates: Creation }
	);

interface Target {
	/** Unencoded path segments below the Base URL, e.g. `['agents', agentId, 'flow']`. */
	readonly path: readonly string[];
	readonly query?: IDataObject;
	readonly body?: IDataObject;
}

/** What a request does each time it is sent: create an agent, make a call, toggle a switch. */
export interface Creation {
	/**
	 * What it is and what distinguishes it from others of its kind, e.g. `['call', '+12125550123']`. Stored
	 * with failed executions to recognize it in a retry, so it never changes, unlike the texts below.
	 */
	readonly key: readonly [kind: string, ...fields: string[]];
	/**
	 * Distinguishes creations with the same key that an AI agent makes at the same time, e.g. by their
	 * times. Only for those: an item of a workflow is recognized by its position, whatever `$now` has become
	 * in a later attempt.
	 */
	readonly toolKey?: readonly string[];
	/**
	 * Whether an item doesn't create it again with another path, e.g. because the workflow has another agent when it's
	 * retried. An AI agent's tool does, because all of its uses are one item.
	 */
	readonly isOncePerItem?: true;
	/** For messages: `the call to +12125550123`. */
	readonly label: string;
	/** Where people find it in Talkover: `the calls of the agent`. */
	readonly where: string;
}

/** What must not be created twice; undefined for requests that can be sent again. */
export function creationOf(request: ApiRequest): Creation | undefined {
	return 'creates' in request ? request.creates : undefined;
}

/** What the contract says of a request's endpoint. */
export function declared({ endpoint }: { readonly endpoint: Endpoint }): Declared {
	return ENDPOINTS[endpoint];
}

export function methodOf(request: ApiRequest): Method {
	return declared(request).method;
}

/** Whether it matters when a request was carried out, apart from its response. */
export function hasLastingEffect(request: ApiRequest): boolean {
	return methodOf(request) !== 'GET' && !IN_ANY_ORDER.includes(request.endpoint);
}

/** The most characters of an ID. Those of Google Calendar, the longest known ones, have up to 1,024. */
export const LONGEST_ID = 1_024;

/**
 * A value as a path segment, trimmed and unencoded.
 *
 * @throws InvalidInput if it is empty or too long, `.` or `..` (which would address another route), or contains a
 * slash or half of a surrogate pair, which URLs can't contain
 */
export function pathSegment(value: string): string {
	const segment = value.trim();
	if (segment === '') throw invalid('is empty');
	if (segment.length > LONGEST_ID) {
		throw invalid(`must not be longer than ${counted(LONGEST_ID)} characters`);
	}
	// Even an encoded slash could address another route: Laravel, the framework of Talkover, decodes a path before it
	// looks for the route (`UriValidator`), and so do some proxies.
	if (/[/\\]/.test(segment)) throw invalid('must not contain a slash: enter only the ID');
	if (segment === '.' || segment === '..') throw invalid(`must not be "${segment}"`);
	if (/\p{Surrogate}/u.test(segment)) throw invalid('contains an invalid character');
	return segment;
}

/** Whether an ID from a server can be used in a path. */
export function isPathSegment(value: unknown): value is string {
	return typeof value === 'string' && attempt(() => pathSegment(value)).ok;
}

/** The path of a request as a key: the same for all spellings of its IDs. */
export function pathKey({ path }: ApiRequest): string {
	return encodePath(path.map(keyOfId));
}

/** `['agents', 'a?b']` → `/agents/a%3Fb`. Throws like {@link pathSegment}. */
export function encodePath(segments: readonly string[]): string {
	return segments.map((segment) => `/${encodeURIComponent(pathSegment(segment))}`).join('');
}
