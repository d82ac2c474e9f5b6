import type { Context } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Deliveries } from '../deliveries/deliveries';
import type { Agent, State } from '../state';

type Texts = Record<string, string>;

/** A request that matches the contract; its query is coerced to the schema. */
export type RequestContext = Context<
	JsonObject,
	Texts,
	Partial<Record<string, boolean | number | string>>,
	Partial<Texts>
>;

export interface Reply {
	readonly status: number;
	readonly body: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

/** The context of a handler. */
export interface Environment {
	readonly state: State;
	readonly deliveries: Deliveries;
	/** The documented response of the operation's page for a status. */
	readonly documented: (context: RequestContext, status: number) => Reply;
}

export type Handler = (context: RequestContext, environment: Environment) => Promise<Reply> | Reply;

/** Handlers by operation ID. */
export type Handlers = Readonly<Record<string, Handler>>;

export function ok(body: JsonObject): Reply {
	return { status: 200, body: { success: true, ...body } };
}

/** An agent by its ID, a UUID in any case. */
export function agentById({ agents }: Pick<State, 'agents'>, id: unknown): Agent | undefined {
	const wanted = String(id).toLowerCase();
	return agents.find((agent) => agent.id.toLowerCase() === wanted);
}

/** The agent in the path, or the 404 of the pages about agents. */
export function withAgent(
	context: RequestContext,
	{ state }: Environment,
	reply: (agent: Agent) => Reply,
): Reply {
	const agent = agentById(state, context.request.params.agent_id);
	return agent
		? reply(agent)
		: { status: 404, body: { success: false, message: 'Agent not found' } };
}

export function invalidFields(errors: Readonly<Record<string, string[]>>): Reply {
	return {
		status: 422,
		body: { success: false, message: 'The given data was invalid.', errors },
	};
}

/** An entry of a list by ID. */
export function byId<Entry extends JsonObject>(
	entries: readonly Entry[],
	id: unknown,
): Entry | undefined {
	return entries.find((entry) => entry.id === id);
}

/** The 404 of the operation's page, or the usual one if the page shows none. */
export function notFound(
	context: RequestContext,
	{ documented }: Environment,
	what: string,
): Reply {
	const { responses = {} } = context.operation;
	if ('404' in responses) return documented(context, 404);
	return { status: 404, body: { success: false, message: `${what} not found` } };
}

/** Removes the matching entries from a list. */
export function remove<Entry>(entries: Entry[], fits: (entry: Entry) => boolean): void {
	entries.splice(0, entries.length, ...entries.filter((entry) => !fits(entry)));
}

/** One page of a list, with the paging block. */
export function paged(
	{ request: { query } }: RequestContext,
	entries: readonly JsonObject[],
	block: 'meta' | 'pagination' = 'pagination',
	defaultPerPage = 20,
): JsonObject {
	const page = Number(query.page ?? 1);
	const perPage = Number(query.per_page ?? defaultPerPage);
	return {
		data: entries.slice((page - 1) * perPage, page * perPage),
		[block]: {
			current_page: page,
			per_page: perPage,
			total: entries.length,
			last_page: Math.max(1, Math.ceil(entries.length / perPage)),
		},
	};
}
