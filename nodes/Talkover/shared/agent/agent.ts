import type { Documented } from '../../api/contract/documented';
import type { Send } from '../../api/client';
import { statusOf } from '../../api/content/status';
import { idChoice } from '../../parameters/lists';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';
import { commaSeparated, displayText } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { LEFT_TO_USER, allOf, locator } from '../../pickers/locator';

/** An agent. */
export type Agent = Documented<'Agent'>;

export const agentShape: Shape<Agent> = { ...object, isOwner: true };

/** The request for an agent with all of its settings. */
export function agentRequest(agentId: string) {
	return { endpoint: 'getAgent', path: ['agents', agentId] } as const;
}

/** An agent; undefined if it can't be read. */
export async function readableAgent(agentId: string, send: Send): Promise<Agent | undefined> {
	const answer = await send(agentRequest(agentId));
	return answer.ok ? agentShape.read(answer) : undefined;
}
/** Agents whose name or label matches, page by page (API reference: list-agents). */
export const agents: Entries = {
	request: () => ({ endpoint: 'listAgents', path: ['agents'] }),
	searched: true,
	entry: (agent: Agent) => {
		const name = displayText(agent.name);
		const label = displayText(agent.label);
		return {
			name: label === '' || label === name ? name : `${label} (${name})`,
			value: displayText(agent.id),
			description: commaSeparated(agent.direction, agent.current_status),
		};
	},
};

/**
 * The same, those that can make calls first, and the others with the reason. n8n stores the text of the chosen entry, so it
 * has to stay true when the agent is published.
 */
const callers: Entries = {
	...agents,
	sorted: true,
	entry: (agent: Agent) => {
		const { name, value } = agents.entry(agent);
		const reason = whyNotCalling(agent);
		return { name, value, description: reason ?? '', isLast: reason !== undefined };
	},
};

/** Undefined if the agent can make calls. */
function whyNotCalling(agent: Agent): string | undefined {
	if (isInbound(agent)) return 'inbound only';
	return isPublished(agent) ? undefined : 'only while published';
}

/** Whether an agent certainly makes no calls. */
export function isInbound({ direction }: Agent): boolean {
	return direction === 'inbound';
}

export const PUBLISHED = 'published';

/** Whether an agent takes calls, from its status. */
export function isPublished({ current_status: status }: Agent): boolean {
	return statusOf({ status }) === PUBLISHED;
}

const AGENT = {
	displayName: 'Agent',
	name: 'agentId',
	builderHint: LEFT_TO_USER,
	what: 'an agent',
	idExample: '550e8400-e29b-41d4-a716-446655440000',
} as const;

/** The agent that makes a call. */
export const callerLocator = locator({
	...AGENT,
	method: 'searchCallers',
	entries: callers,
});

/** The agent that an operation works on. */
export const agentLocator = locator({
	...AGENT,
	method: 'searchAgents',
	entries: agents,
});

/** An agent in a collection, where n8n has no searchable list. */
export const agentChoice = idChoice({
	displayName: 'Agent Name or ID',
	name: 'agentId',
	method: 'getAgents',
	load: allOf(agents),
});
