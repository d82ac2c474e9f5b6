import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node.ts';
import { AGENT_EVENTS, CAMPAIGN_EVENTS } from '../../nodes/Talkover/shared/webhook/webhookEvents';
import type { Fault } from '../../tools/simulator/faults';
import { SEED } from '../../tools/simulator/state';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { loadOptionsContext } from '../../tools/harness/workflow';

const talkover = useSimulator();
const { description, methods } = new TalkoverTrigger();

const agents = { source: 'agent', agentIds: [SEED.supportAgentId] };
const campaigns = { source: 'campaign', campaignIds: [SEED.activeCampaignId] };

async function load(method: string, parameters: INodeParameters): Promise<INodePropertyOptions[]> {
	const list = methods.loadOptions?.[method];
	if (!list) throw new Error(`The node has no ${method}`);
	return list.call(await loadOptionsContext(credentialFor(talkover()), parameters));
}

const events = async (parameters: INodeParameters) => load('getEvents', parameters);
const property = (name: string) =>
	description.properties.find(({ name: own }) => own === name) ?? { displayName: '' };

beforeEach(() => {
	talkover().state.campaigns.push({ id: SEED.activeCampaignId, name: 'Spring' });
});

test('the 34 events of agents and campaigns have readable names', () => {
	const values = [...AGENT_EVENTS, ...CAMPAIGN_EVENTS].map(({ value }) => value);

	expect(new Set(values).size).toBe(34);
	expect([...AGENT_EVENTS, ...CAMPAIGN_EVENTS].filter(({ name }) => name.includes('_'))).toEqual(
		[],
	);
});

test('the events of an agent are loaded from Talkover, and listed with the useful ones first', async () => {
	const found = await events(agents);

	expect(talkover().requests).toHaveLength(1);
	expect(found).toContainEqual(
		expect.objectContaining({ name: 'Phone Call Ended', value: 'event_phone_call_ended' }),
	);
	expect(found).toEqual(AGENT_EVENTS);
});

test('the events of a campaign are loaded from Talkover, which lists them without labels', async () => {
	const found = await events(campaigns);

	expect(talkover().requests[0]?.url).toContain(`/campaigns/${SEED.activeCampaignId}/webhooks`);
	expect(found).toContainEqual(
		expect.objectContaining({ name: 'Campaign Completed', value: 'campaign.completed' }),
	);
	expect(found).not.toContainEqual(expect.objectContaining({ value: 'event_phone_call_ended' }));
});

const NEW = [
	{ name: 'Action', value: 'event_action', description: 'The agent ran an action' },
	{ name: 'Something new', value: 'event_new' },
];

test.each<[unknown, INodePropertyOptions[]]>([
	[{ event_new: 'Something new', event_action: 'An action' }, NEW],
	[['event_new'], [{ name: 'event_new', value: 'event_new' }]],
])('events that Talkover has added are offered: %j', async (available_events, expected) => {
	talkover().answer(200, { success: true, data: { webhooks: [], available_events } });

	expect(await events(agents)).toEqual(expected);
});

test.each<[string, Fault]>([
	['fails', { kind: 'answer', status: 500, body: {} }],
	['cannot be reached', { kind: 'resetBefore' }],
	['rejects the token', { kind: 'documented', status: 401 }],
	...[null, [], {}, '', 'event_new', 7, [null, {}, [], true]].map((available_events) => {
		const body = { success: true, data: { webhooks: [], available_events } };
		const fault: Fault = { kind: 'answer', status: 200, body };
		return [`lists ${JSON.stringify(available_events)}`, fault] as [string, Fault];
	}),
	['returns something else', { kind: 'answer', status: 200, body: { data: 'none' } }],
])('the documented events are offered when Talkover %s', async (_what, fault) => {
	talkover().fail({ fault });

	expect(await events(agents)).toEqual(AGENT_EVENTS);
	expect(await events(campaigns)).toEqual(CAMPAIGN_EVENTS);
});

test.each<[INodeParameters]>([
	[{ source: 'agent', agentIds: [] }],
	[{ source: 'agent' }],
	[{ source: 'agent', agentIds: '={{ $json.ids }}' }],
	[{ source: 'agent', agentIds: ['..'] }],
])('the documented events are offered without a request for no agent (%j)', async (parameters) => {
	expect(await events(parameters)).toEqual(AGENT_EVENTS);
	expect(talkover().requests).toEqual([]);
});

test('the event list is reloaded when another source, agent or campaign is selected', () => {
	expect(property('agentIds')).toMatchObject({ required: true, type: 'multiOptions' });
	expect(property('events')).toMatchObject({
		displayName: 'Event Names or IDs',
		typeOptions: { loadOptionsDependsOn: ['source', 'agentIds', 'campaignIds'] },
	});
});
