import { requestFields } from '../../api/contract/requestFields';
import type { ApiRequest } from '../../api/request';

/** The days of *Date From* are those of Talkover's clock, which may be in another time zone. */
const MARGIN = 2 * 24 * 3_600_000;

/** The list of the calls of all agents, latest first. */
export const CALLS = { endpoint: 'listCalls', path: ['calls'] } as const;

/** The list of the calls of an agent, latest first. */
export function callsOfAgent(agentId: string) {
	return { endpoint: 'listAgentCalls', path: ['agents', agentId, 'calls'] } as const;
}

/** What a list of calls has. */
interface Wanted {
	/** Milliseconds since 1970. */
	readonly since?: number;
	/** A phone number. */
	readonly search?: string | undefined;
}

/**
 * The list of the calls of an agent that were made since a time, or that a search finds.
 *
 * @param agentId undefined for all agents
 */
export function callList(agentId: string | undefined, { since, search }: Wanted): ApiRequest {
	const dateFrom = since === undefined ? undefined : dayBefore(since);
	const filters = { dateFrom, search };
	return agentId === undefined
		? { ...CALLS, query: requestFields('ListCallsQuery', filters) }
		: { ...callsOfAgent(agentId), query: requestFields('ListAgentCallsQuery', filters) };
}

function dayBefore(time: number): string {
	return new Date(time - MARGIN).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
