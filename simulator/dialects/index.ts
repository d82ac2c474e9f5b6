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
 * All dialects, in the order in which they change a reply: first its values, then its objects and lists,
 * and last its envelope. The order of the names in a mixture therefore doesn't matter.
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

/** The dialects with these names. @throws Error for an unknown name */
function named(names: readonly string[]): readonly Dialect[] {
	const unknown = names.filter((name) => !DIALECTS.some((dialect) => dialect.name === name));
	if (unknown.length > 0) {
		const known = DIALECTS.map(({ name }) => name).join(', ');
		throw new Error(`There is no dialect ${unknown.join(', ')}. Choose from: ${known}`);
	}
	return DIALECTS.filter(({ name }) => names.includes(name));
}

/** Splits values of `--dialect`, each of which is a name or several names separated by commas. */
export function dialectsOf(values: readonly string[]): string[] {
	return values.flatMap((value) => value.split(',')).flatMap((name) => name.trim() || []);
}

/** The active dialects of a simulator, and its numeric IDs. */
export class Speech {
	/** Each ID has the same number in all requests, responses and deliveries. */
	readonly ids = new NumericIds();
	private spoken: readonly Dialect[];

	/**
	 * @param initial the names of the dialects at the start and after each reset
	 * @throws Error for an unknown name
	 */
	constructor(
		private readonly initial: readonly string[],
		private readonly api: OpenAPIBackend,
		private readonly state: State,
	) {
		this.spoken = named(initial);
	}

	/** Replaces the active dialects. @throws Error for an unknown name */
	speak(names: readonly string[]): void {
		this.spoken = named(names);
	}

	reset(): void {
		this.spoken = named(this.initial);
		this.ids.reset();
	}

	/** The request as the handlers expect it. */
	understood(request: Request, operation: Operation | undefined): Request {
		if (!operation) return request;
		const scene = this.sceneOf(request, operation);
		return this.spoken.reduce(
			(known, { understand }) => understand?.(known, scene) ?? known,
			request,
		);
	}

	/** The reply to the client's request, in the active dialects. */
	said(reply: Reply, request: Request, operation: Operation | undefined): Reply {
		if (!operation) return reply;
		const scene = this.sceneOf(request, operation);
		return this.spoken.reduce((known, { say }) => say?.(known, scene) ?? known, reply);
	}

	/** The body of a delivery, in the active dialects. */
	delivered(body: JsonObject): JsonObject {
		return this.spoken.reduce((known, { deliver }) => deliver?.(known, this.ids) ?? known, body);
	}

	private sceneOf(asked: Request, operation: Operation): Scene {
		const { api, state, ids, spoken } = this;
		const speaks = (name: string) => spoken.some((dialect) => dialect.name === name);
		return { operation, asked, api, state, ids, speaks };
	}
}
