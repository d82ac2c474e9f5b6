import type { JsonObject } from '../../contract';
import type { Agent, State } from '../../state';
import { newId } from '../../state';
import type { Environment, Reply, RequestContext } from '../handler';
import { byId, notFound, ok, remove, withAgent } from '../handler';

/** Trainings and actions of an agent are stored separately, and shown as part of it. */
export function embedded(state: State, agent: Agent): Agent {
	return {
		...agent,
		trainings: entriesOf(state.trainings, agent),
		actions: entriesOf(state.actions, agent),
	};
}

/** An agent's own entries of a list, as responses show them. */
export function entriesOf(entries: readonly JsonObject[], { id }: Agent): JsonObject[] {
	return entries.filter((entry) => entry.agent_id === id).map(shown);
}

/** Updates the agent's entry with the key, or creates one. */
export function upsert(
	entries: JsonObject[],
	agent: Agent,
	{ node_id: key, ...values }: JsonObject,
): JsonObject {
	const now = new Date().toISOString();
	const known =
		key === undefined
			? undefined
			: entries.find(({ agent_id: id, node_id: nodeId }) => id === agent.id && nodeId === key);
	const entry = known ?? { id: newId(), agent_id: agent.id, node_id: key, created_at: now };
	Object.assign(entry, values, { updated_at: now });
	if (!known) entries.push(entry);
	toDraft(agent);
	return shown(entry);
}

/** Deletes the agent's entry in the path. */
export function removeEntry(
	context: RequestContext,
	environment: Environment,
	entries: JsonObject[],
	{ id, what }: { readonly id: unknown; readonly what: string },
): Reply {
	return withAgent(context, environment, (agent) => {
		const entry = byId(entries, id);
		if (entry?.agent_id !== agent.id) return notFound(context, environment, what);
		remove(entries, (other) => other === entry);
		toDraft(agent);
		return ok({ message: `Agent ${what.toLowerCase()} deleted successfully` });
	});
}

/** Changes to trainings and actions take effect when the agent is published again. */
function toDraft(agent: Agent): void {
	agent.current_status = 'draft';
	agent.updated_at = new Date().toISOString();
}

/** The agent and the key of an entry are never shown. */
function shown({ agent_id: _agent, node_id: _key, ...entry }: JsonObject): JsonObject {
	return entry;
}
