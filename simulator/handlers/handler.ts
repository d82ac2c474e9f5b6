import type { Context } from 'openapi-backend';

import type { JsonObject } from '../contract';
import type { Agent, State } from '../state';

type Texts = Record<string, string>;

/** A request that the contract knows, as its handler gets it; the query is coerced to its schema. */
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

/** What a handler works with. */
export interface Environment {
	readonly state: State;
	/** The documented answer of the operation's own page for a status. */
	readonly documented: (context: RequestContext, status: number) => Reply;
	readonly invalidFlowStatus: 200 | 422;
}

export type Handler = (context: RequestContext, environment: Environment) => Reply;

/** Handlers by operationId. */
export type Handlers = Readonly<Record<string, Handler>>;

export function ok(body: JsonObject): Reply {
	return { status: 200, body: { success: true, ...body } };
}

/** The agent that the path names, or the 404 of the pages about agents. */
export function withAgent(
	context: RequestContext,
	{ state }: Environment,
	reply: (agent: Agent) => Reply,
): Reply {
	const agent = state.agents.find(({ id }) => id === context.request.params.agent_id);
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
