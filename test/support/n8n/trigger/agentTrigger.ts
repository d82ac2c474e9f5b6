import { randomUUID } from 'node:crypto';

import { SEED } from '../../../../tools/simulator/state';

/** The agents of the simulator. */
export const AGENTS = [SEED.supportAgentId, SEED.salesAgentId, SEED.draftAgentId] as const;

/** The parameters of a trigger for the end of calls of the first agents of {@link AGENTS}. */
export function forAgents(count: 1 | 2 | 3) {
	const agentIds: string[] = AGENTS.slice(0, count);
	return { source: 'agent', agentIds, events: ['event_phone_call_ended'] };
}

/** The parameters of a trigger for the end of a campaign. */
export const FOR_CAMPAIGN = {
	source: 'campaign',
	campaignIds: [SEED.activeCampaignId],
	campaignEvents: ['campaign.completed'],
};

/** The production URL of the trigger. */
export const PRODUCTION = 'https://n8n.example.com/webhook/0b6f2c1e-trigger/webhook';

/** The response to a delivery that started the workflow. */
export const STARTED = { status: 200, body: { taken: true, started: true } };

/** The response to a delivery without a valid secret or signature. */
export const REJECTED = { status: 401, body: { taken: false } };

/** The response to a delivery that is genuine but starts nothing. */
export function ignored(reason: string) {
	return { status: 200, body: { taken: true, started: false, reason } };
}

/** The body of a delivery about the end of a call, with a new call each time. */
export function ended(more: object = {}) {
	return { event: 'event_phone_call_ended', call_id: randomUUID(), ...more };
}
