import type { JsonObject } from '../../contract';
import type { State } from '../../state';
import { embeddedNumber, newAgent, newId } from '../../state';
import { isActive } from '../../calls/outcomes';
import type { Handlers } from '../handler';
import { byId, invalidFields, ok, paged, remove, withAgent } from '../handler';
import { embedded } from './taught';

/** Settings that create-agent accepts and no page shows. */
const NEVER_SHOWN =
	/^(?:endpointing|ivr|idle|max_|say_goodbye|user_inactivity|initial_idle|initial_max|llm_|enable_recording|phone_number_ids)/;

export const agents: Handlers = {
	listAgents: (context, { state }) => {
		const search = String(context.request.query.search ?? '').toLowerCase();
		const found = state.agents.filter(
			({ name, label, direction, current_status: status }) =>
				`${name}\n${label}`.toLowerCase().includes(search) &&
				direction === (context.request.query.direction ?? direction) &&
				status === (context.request.query.status ?? status),
		);
		return ok(
			paged(
				context,
				found.map((agent) => embedded(state, agent)),
				'meta',
			),
		);
	},

	createAgent: (context, { state }) => {
		const { phone_number_ids: ids, ...settings } = context.request.requestBody;
		const { found, errors } = findNumbers(state, ids);
		if (errors) return invalidFields(errors);
		const shown = Object.entries(settings).filter(([name]) => !NEVER_SHOWN.test(name));
		const agent = newAgent(newId(), {
			...Object.fromEntries(shown),
			phone_numbers: found.map(embeddedNumber),
		});
		state.agents.push(agent);
		return {
			status: 201,
			body: { success: true, message: 'Agent created successfully', data: agent },
		};
	},

	getAgent: (context, environment) =>
		withAgent(context, environment, (agent) => ok({ data: embedded(environment.state, agent) })),

	deleteAgent: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const { state } = environment;
			if (agent.current_status === 'published') {
				const message = 'A published agent must be unpublished before it is deleted.';
				return { status: 409, body: { success: false, message, code: 'AGENT_IS_PUBLISHED' } };
			}
			if (state.calls.some((call) => call.agent_id === agent.id && isActive(call))) {
				return environment.documented(context, 409);
			}
			remove(state.agents, ({ id }) => id === agent.id);
			for (const list of [state.calls, state.trainings, state.actions, state.webhooks]) {
				remove<JsonObject>(list, ({ agent_id: agentId }) => agentId === agent.id);
			}
			state.flows.delete(agent.id);
			return ok({ message: 'Agent deleted successfully' });
		}),

	updateAgentCalling: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const { direction, phone_number_ids: ids } = context.request.requestBody;
			const { found, errors } = findNumbers(environment.state, ids);
			if (errors) return invalidFields(errors);
			agent.direction = String(direction);
			if (ids !== undefined) agent.phone_numbers = found.map(embeddedNumber);
			agent.current_status = 'draft';
			agent.updated_at = new Date().toISOString();
			const { id, name, current_status, phone_numbers, updated_at } = agent;
			return ok({
				message: 'Agent calling settings updated successfully',
				data: { id, name, direction, current_status, phone_numbers, updated_at },
			});
		}),
};

/** The numbers with these IDs, or the errors about those that don't exist. */
function findNumbers({ phoneNumbers }: State, ids: unknown) {
	const wanted: unknown[] = Array.isArray(ids) ? ids : [];
	const found = wanted.map((id) => byId(phoneNumbers, id)).filter((number) => number !== undefined);
	if (found.length === wanted.length) return { found };
	const errors: Record<string, string[]> = {};
	for (const [index, id] of wanted.entries()) {
		const field = `phone_number_ids.${String(index)}`;
		if (!byId(phoneNumbers, id)) errors[field] = [`The selected ${field} is invalid.`];
	}
	return { found, errors };
}
