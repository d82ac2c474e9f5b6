import type { JsonObject } from '../contract';

const SUPPORT = '550e8400-e29b-41d4-a716-446655440000';
const SALES = '6fa459ea-ee8a-4ca4-894e-db77e160355e';

/** Callback agents, their source agents, and the calls they received. `received` itself is never shown. */
export function callbackAgents(): JsonObject[] {
	return [
		{
			agent_id: SUPPORT,
			source_agent_ids: [SALES],
			received: [
				{ source_agent_id: SALES, date: '2026-01-10', answered: true },
				{ source_agent_id: SALES, date: '2026-01-20', answered: false },
				{ source_agent_id: null, date: '2026-02-03', answered: true },
			],
		},
	];
}
