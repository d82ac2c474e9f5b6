import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { createSend } from '../api/client';
import { isRecord } from '../api/json';
import { object } from '../engine/shapes';
import { byText } from '../engine/sorting';
import { AGENT_EVENTS, CAMPAIGN_EVENTS } from '../fields/webhookEvents';

/** Seconds; someone is looking at a list that does not fill. */
const TIMEOUT = 10;

/**
 * What the trigger can start on: the events that Talkover itself names for the first chosen agent or
 * campaign, or those that are documented while Talkover cannot be asked.
 */
export async function subscribableEvents(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const source = this.getCurrentNodeParameter('source') === 'campaigns' ? 'campaigns' : 'agents';
	const documented = source === 'campaigns' ? CAMPAIGN_EVENTS : AGENT_EVENTS;
	const owners: unknown = this.getCurrentNodeParameter(
		source === 'campaigns' ? 'campaignIds' : 'agentIds',
	);
	const [owner] = Array.isArray(owners) ? (owners as unknown[]) : [];
	const offered =
		typeof owner === 'string' ? await offeredBy(this, [source, owner, 'webhooks']) : [];
	const names = new Map<string, string>(documented.map(({ name, value }) => [value, name]));
	const events =
		offered.length > 0 ? offered : documented.map(({ value }) => ({ value, label: '' }));
	return events
		.map(({ value, label }) => ({ name: names.get(value) ?? (label || value), value }))
		.sort(byText(({ name }) => name));
}

interface Offered {
	readonly value: string;
	readonly label: string;
}

/** `available_events`: name → label for an agent, names alone for a campaign. */
async function offeredBy(
	context: ILoadOptionsFunctions,
	path: readonly string[],
): Promise<Offered[]> {
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) return [];
	const answer = await send.value({ method: 'GET', path });
	const available = answer.ok ? object.read(answer.body)?.available_events : undefined;
	if (Array.isArray(available))
		return available.map((value) => ({ value: String(value), label: '' }));
	if (!isRecord(available)) return [];
	return Object.entries(available).map(([value, label]) => ({ value, label: String(label) }));
}
