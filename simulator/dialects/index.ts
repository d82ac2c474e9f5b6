import type { OpenAPIBackend, Operation, Request } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Reply } from '../handlers/handler';
import type { State } from '../state';
import { DELIVERIES } from './deliveries';
import type { Dialect, Scene } from './dialect';
import { GUARDS } from './guards';
import { NUMERIC_IDS, NumericIds } from './numericIds';
import { PAGING } from './paging';
import { TEXTS } from './texts';
import { CONFIRMATIONS, ENVELOPES, SINGLE } from './things';
import { VALUES } from './values';

/**
 * All dialects, in the order in which they change a reply: first its values, then its things and lists,
 * and last what is around them. So a mixture does not depend on the order of its names.
 */
export const DIALECTS: readonly Dialect[] = [
	...VALUES,
	NUMERIC_IDS,
	...TEXTS,
	...SINGLE,
	...PAGING,
	...CONFIRMATIONS,
	...ENVELOPES,
	...DELIVERIES,
	...GUARDS,
];

/** The dialects that somebody named. @throws Error for a name that there is not */
function named(names: readonly string[]): readonly Dialect[] {
	const unknown = names.filter((name) => !DIALECTS.some((dialect) => dialect.name === name));
	if (unknown.length > 0) {
		const known = DIALECTS.map(({ name }) => name).join(', ');
		throw new Error(`There is no dialect ${unknown.join(', ')}. Choose from: ${known}`);
	}
	return DIALECTS.filter(({ name }) => names.includes(name));
}

/** The names in the values of `--dialect`, each of which has one or several with commas between them. */
export function dialectsOf(values: readonly string[]): string[] {
	return values.flatMap((value) => value.split(',')).flatMap((name) => name.trim() || []);
}

/** The dialects that a simulator speaks, and its numbers for IDs. */
export class Speech {
	/** The same number for an ID in all requests, answers and deliveries. */
	readonly ids = new NumericIds();
	private spoken: readonly Dialect[];

	/**
	 * @param initial the names of what is spoken from the start, and after each reset
	 * @throws Error for a name that there is not
	 */
	constructor(
		private readonly initial: readonly string[],
		private readonly api: OpenAPIBackend,
		private readonly state: State,
	) {
		this.spoken = named(initial);
	}

	/** Speaks these from now on, and nothing else. @throws Error for a name that there is not */
	speak(names: readonly string[]): void {
		this.spoken = named(names);
	}

	reset(): void {
		this.spoken = named(this.initial);
		this.ids.reset();
	}

	/** A request as the handlers understand it. */
	understood(request: Request, operation: Operation | undefined): Request {
		if (!operation) return request;
		const scene = this.sceneOf(request, operation);
		return this.spoken.reduce(
			(known, { understand }) => understand?.(known, scene) ?? known,
			request,
		);
	}

	/** The reply to a request of the client, as it is said. */
	said(reply: Reply, request: Request, operation: Operation | undefined): Reply {
		if (!operation) return reply;
		const scene = this.sceneOf(request, operation);
		return this.spoken.reduce((known, { say }) => say?.(known, scene) ?? known, reply);
	}

	/** The body of a delivery, as it is sent. */
	delivered(body: JsonObject): JsonObject {
		return this.spoken.reduce((known, { deliver }) => deliver?.(known, this.ids) ?? known, body);
	}

	private sceneOf(asked: Request, operation: Operation): Scene {
		const { api, state, ids, spoken } = this;
		const speaks = (name: string) => spoken.some((dialect) => dialect.name === name);
		return { operation, asked, api, state, ids, speaks };
	}
}
