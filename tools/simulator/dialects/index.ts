import type { OpenAPIBackend, Operation, Request } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Reply } from '../handlers/handler';
import type { State } from '../state';
import { DELIVERIES } from './deliveries';
import type { Dialect, DialectContext } from './dialect';
import { GUARDS } from './guards';
import { NumericIds } from './numericIds';
import { PAGING } from './paging';
import { TEXTS } from './texts';
import { CONFIRMATIONS, ENVELOPES, SINGLE } from './things';
import { VALUES } from './values';

/**
 * All dialects, in the order in which they change a reply: first its values, then its lists,
 * and last its envelope. The order of the names in a mixture therefore doesn't matter.
 */
export const DIALECTS: readonly Dialect[] = [
	...VALUES,
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
export class DialectStack {
	/** Each ID has the same number in all requests, responses and deliveries. */
	readonly ids = new NumericIds();
	private active: readonly Dialect[];

	/**
	 * @param initial the names of the dialects at the start and after each reset
	 * @throws Error for an unknown name
	 */
	constructor(
		private readonly initial: readonly string[],
		private readonly api: OpenAPIBackend,
		private readonly state: State,
	) {
		this.active = named(initial);
	}

	/** Replaces the active dialects. @throws Error for an unknown name */
	activate(names: readonly string[]): void {
		this.active = named(names);
	}

	reset(): void {
		this.active = named(this.initial);
		this.ids.reset();
	}

	/** The request as the handlers expect it. */
	decode(request: Request, operation: Operation | undefined): Request {
		if (!operation) return request;
		const context = this.contextOf(request, operation);
		return this.active.reduce((known, { decode }) => decode?.(known, context) ?? known, request);
	}

	/** The reply to the client's request, in the active dialects. */
	encode(reply: Reply, request: Request, operation: Operation | undefined): Reply {
		if (!operation) return reply;
		const context = this.contextOf(request, operation);
		return this.active.reduce((known, { encode }) => encode?.(known, context) ?? known, reply);
	}

	/** The body of a delivery, in the active dialects. */
	encodeDelivery(body: JsonObject): JsonObject {
		return this.active.reduce(
			(known, { encodeDelivery }) => encodeDelivery?.(known, this.ids) ?? known,
			body,
		);
	}

	private contextOf(original: Request, operation: Operation): DialectContext {
		const { api, state, ids, active } = this;
		const isActive = (name: string) => active.some((dialect) => dialect.name === name);
		return { operation, original, api, state, ids, isActive };
	}
}
