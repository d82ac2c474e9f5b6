import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { isList, isRecord, isText } from '../base/json';
import { accountSend } from '../account/accountSend';
import { openAccess } from '../api/client';
import { attempt } from '../base/invalidInput';
import { pathSegment } from '../api/request';
import { object } from '../operation/shapes';
import { byText } from '../parameters/sorting';
import { displayText } from '../pickers/request';
import type { Entry } from '../pickers/entry';
import { isEvaluated, listOption } from '../pickers/entry';
import { MOST_ENTRIES } from '../pickers/locator';
import { AGENT_EVENTS, CAMPAIGN_EVENTS } from '../shared/webhook/webhookEvents';
import { webhookTarget } from '../shared/webhook/webhook';

/** Seconds for the rate limit, and for the response. Short, because someone is waiting for the list. */
const TIMEOUT = 10;

/**
 * The events that can start the workflow: those that Talkover returns for the first selected agent or campaign, or
 * the documented ones if the request fails. Documented ones come first, in their order.
 */
export async function subscribableEvents(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const ofCampaigns = this.getCurrentNodeParameter('source') === 'campaign';
	const documented: readonly INodePropertyOptions[] = ofCampaigns ? CAMPAIGN_EVENTS : AGENT_EVENTS;
	const owners: unknown = this.getCurrentNodeParameter(ofCampaigns ? 'campaignIds' : 'agentIds');
	const [owner] = isList(owners) ? owners : [];
	const offered = await offeredBy(this, ofCampaigns ? 'campaign' : 'agent', owner);
	if (offered.length === 0) return [...documented];
	const known = new Map(documented.map((event) => [event.value, event]));
	const names = new Set(offered.map(({ value }) => value));
	const others = offered.filter(({ value }) => !known.has(value));
	return [
		...documented.filter(({ value }) => names.has(value)),
		...others.sort(byText(({ name }) => name)),
	];
}

/** Reads `available_events`: names with labels for an agent, only names for a campaign. */
async function offeredBy(
	context: ILoadOptionsFunctions,
	source: string,
	owner: unknown,
): Promise<INodePropertyOptions[]> {
	if (typeof owner !== 'string' || isEvaluated(owner)) return [];
	const id = attempt(() => pathSegment(owner));
	const access = await openAccess(context, { timeout: TIMEOUT });
	if (!id.ok || !access.ok) return [];
	const send = accountSend(access.value, { maxRetries: 0, longestWait: TIMEOUT });
	const answer = await send(webhookTarget('list', source, id.value));
	return entriesOf(answer.ok ? object.read(answer)?.available_events : undefined)
		.slice(0, MOST_ENTRIES)
		.flatMap((entry) => listOption(entry) ?? []);
}

/** Names with labels for an agent, only names for a campaign (API reference: list-agent-webhooks, list-campaign-webhooks). */
function entriesOf(available: unknown): Entry[] {
	if (isList(available)) return available.filter(isText).map((value) => ({ value, name: '' }));
	if (!isRecord(available)) return [];
	return Object.entries(available).map(([value, label]) => ({ value, name: displayText(label) }));
}
