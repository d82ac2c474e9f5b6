import type { IDataObject } from 'n8n-workflow';

import { attempt, invalid } from '../parameters/invalidInput';

/**
 * One request to Talkover, as data: no operation ever builds a URL. Every method but POST may be sent
 * twice without doing anything twice; a POST declares what it is. So does a PATCH that carries no state,
 * and so turns a switch back when it is sent again.
 */
export type ApiRequest = Target &
	(
		| { readonly method: 'DELETE' | 'GET' | 'PATCH' | 'PUT' }
		| { readonly method: 'PATCH' | 'POST'; readonly creates: Creation }
		/** Sent twice it does no more than once: a dry run, or the end of something. */
		| { readonly method: 'POST'; readonly repeatable: true }
	);

interface Target {
	/** Unencoded path segments below the base URL, e.g. `['agents', agentId, 'flow']`. */
	readonly path: readonly string[];
	readonly query?: IDataObject;
	readonly body?: IDataObject;
}

/** What a request creates each time it is sent: an agent, a phone call, the turn of a switch. */
export interface Creation {
	/**
	 * What it is and what distinguishes it from others of its kind, e.g. `['call', '+15551234567']`. Stored
	 * with failed executions to recognize it in a retry, so it never changes, unlike the texts below.
	 */
	readonly key: readonly [kind: string, ...fields: string[]];
	/**
	 * Distinguishes creations with the same key that an AI agent makes at the same time, e.g. by their
	 * times. Only for those: an item of a workflow is recognized by its position, whatever `$now` has become
	 * in a later attempt.
	 */
	readonly toolKey?: readonly string[];
	/** For messages: `the call to +15551234567`. */
	readonly label: string;
	/** Where a person finds it in Talkover: `among the calls of the agent`. */
	readonly where: string;
}

/** What must not be sent twice; undefined for requests that may be. */
export function creationOf(request: ApiRequest): Creation | undefined {
	return 'creates' in request ? request.creates : undefined;
}

/**
 * A value that may stand between two slashes of a path, unencoded and trimmed.
 *
 * @throws InvalidInput when it is empty, `.` or `..` (which would address another route), or holds
 * half of a surrogate pair, which no URL can carry
 */
export function pathSegment(value: string): string {
	const segment = value.trim();
	if (segment === '') throw invalid('is empty');
	if (segment === '.' || segment === '..') throw invalid(`"${segment}" cannot be used here`);
	if (/\p{Surrogate}/u.test(segment)) throw invalid('holds a broken character');
	return segment;
}

/** Whether an ID that a server has given can stand in a path; it could not be addressed otherwise. */
export function isPathSegment(value: unknown): value is string {
	return typeof value === 'string' && 'value' in attempt(() => pathSegment(value));
}

/** `['agents', 'a/b']` → `/agents/a%2Fb`. Throws like {@link pathSegment}. */
export function encodePath(segments: readonly string[]): string {
	return segments.map((segment) => `/${encodeURIComponent(pathSegment(segment))}`).join('');
}
