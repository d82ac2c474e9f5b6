import type { JsonObject } from '../../contract';
import type { Agent } from '../../state';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { ok, remove, withAgent } from '../handler';

export const callbackAgents: Handlers = {
	listCallbackAgents: (_context, { state }) =>
		ok({
			data: state.callbackAgents.flatMap((role) =>
				state.agents.filter(({ id }) => id === role.agent_id).map((agent) => shown(agent, role)),
			),
		}),

	listCallbackSourceAgents: (_context, { state }) =>
		ok({ data: state.agents.filter(isEligible).map(sourceOf) }),

	getCallbackAgent: (context, environment) =>
		withRole(context, environment, (agent, role) => {
			const sources = environment.state.agents.filter(({ id }) => sourcesOf(role).includes(id));
			return ok({
				data: {
					agent: shown(agent, role),
					source_agents: sources.map(sourceOf),
					stats: { total_callbacks_received: 0, callbacks_answered: 0 },
				},
			});
		}),

	checkCallbackConstraints: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const body = context.request.requestBody;
			const wanted = (body.callback_source_agents ?? []) as string[];
			const errors = body.is_callback_agent === false ? [] : problems(environment, agent, wanted);
			return errors.length > 0
				? {
						status: 200,
						body: { success: false, message: 'Configuration has errors', errors },
					}
				: ok({ message: 'Configuration is valid' });
		}),

	setAgentCallback: (context, environment) =>
		withAgent(context, environment, (agent) => {
			if (agent.direction !== 'inbound') return environment.documented(context, 422);
			const { callbackAgents: roles } = environment.state;
			const before = roles.find(({ agent_id: id }) => id === agent.id);
			const role = before ?? { agent_id: agent.id };
			if (!before) roles.push(role);
			role.source_agent_ids = context.request.requestBody.source_agent_ids;
			return ok({ data: shown(agent, role) });
		}),

	updateCallbackSources: (context, environment) =>
		withRole(context, environment, (agent, role) => {
			role.source_agent_ids = context.request.requestBody.source_agent_ids;
			const { id, callback_config } = shown(agent, role);
			return ok({ data: { id, callback_config } });
		}),

	removeCallbackRole: (context, environment) =>
		withRole(context, environment, (_agent, role) => {
			remove(environment.state.callbackAgents, (other) => other === role);
			return ok({ message: 'Callback role removed' });
		}),
};

/** The callback agent in the path, or the 404 of its page. */
function withRole(
	context: RequestContext,
	environment: Environment,
	reply: (agent: Agent, role: JsonObject) => Reply,
): Reply {
	return withAgent(context, environment, (agent) => {
		const role = environment.state.callbackAgents.find(({ agent_id: id }) => id === agent.id);
		if (role) return reply(agent, role);
		const message = 'Agent is not configured as a callback agent';
		return { status: 404, body: { success: false, message } };
	});
}

function problems({ state }: Environment, agent: Agent, sources: readonly string[]): string[] {
	const missing = sources.flatMap((id) => {
		const source = state.agents.find((other) => other.id === id);
		if (!source) return [`Source agent ${id} does not exist`];
		if (source.current_status !== 'published') return [`Source agent ${id} is not published`];
		return source.direction === 'outbound' ? [] : [`Source agent ${id} is not outbound`];
	});
	return agent.direction === 'inbound'
		? missing
		: ['Agent must be inbound to serve as a callback agent', ...missing];
}

function isEligible({ direction, current_status: status }: Agent): boolean {
	return direction === 'outbound' && status === 'published';
}

function sourceOf({ id, name, direction, current_status }: Agent): JsonObject {
	return { id, name, direction, current_status };
}

function shown(
	{ id, name, label, direction, current_status }: Agent,
	role: JsonObject,
): JsonObject {
	const callbackConfig = { source_agent_ids: sourcesOf(role) };
	return { id, name, label, direction, current_status, callback_config: callbackConfig };
}

function sourcesOf({ source_agent_ids: ids }: JsonObject): string[] {
	return ids as string[];
}
