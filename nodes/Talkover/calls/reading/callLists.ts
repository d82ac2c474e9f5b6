/** The list of the calls of all agents, latest first. */
export const CALLS = { endpoint: 'listCalls', path: ['calls'] } as const;

/** The list of the calls of an agent, latest first. */
export function callsOfAgent(agentId: string) {
	return { endpoint: 'listAgentCalls', path: ['agents', agentId, 'calls'] } as const;
}
