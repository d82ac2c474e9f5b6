import type { JsonObject } from '../contract';

const SUPPORT = '550e8400-e29b-41d4-a716-446655440000';
const SALES = '6fa459ea-ee8a-4ca4-894e-db77e160355e';

/** Callback agents and their source agents. */
export function callbackAgents(): JsonObject[] {
	return [
		{
			agent_id: SUPPORT,
			source_agent_ids: [SALES],
		},
	];
}
