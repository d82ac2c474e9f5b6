import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node.ts';
import { AGENT_EVENTS, CAMPAIGN_EVENTS } from '../../nodes/Talkover/shared/webhook/webhookEvents';
import { SEED } from '../../tools/simulator/state';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { withExpressions } from '../../tools/harness/host';
import { loadOptionsContext } from '../../tools/harness/workflow';
import { startEngine } from '../../tools/harness/engine';
import { nodeOf, triggerWorkflow } from '../support/n8n/triggerWorkflow';
import { useSimulator } from '../support/servers/useSimulator';
import { useTrigger } from '../support/n8n/useTrigger';

const talkover = useSimulator();
const trigger = useTrigger(talkover, {});

const { description, methods } = new TalkoverTrigger();

/** The subtitle that n8n shows below the node's name on the canvas. */
async function subtitle(parameters: INodeParameters): Promise<unknown> {
	await startEngine();
	const workflow = triggerWorkflow({ ...trigger.host.setup, parameters }, {}, {});
	return withExpressions(workflow, async () =>
		workflow.expression.getSimpleParameterValue(
			nodeOf(workflow),
			description.subtitle,
			'internal',
			{},
		),
	);
}

test.each<[string, INodeParameters]>([
	['Phone Call Ended', {}],
	['', { agentIds: ['a'], events: [] }],
	['Phone Call Ended (1 agent)', { agentIds: ['a'] }],
	['Phone Call Ended (2 agents)', { agentIds: ['a', 'b'] }],
	['Phone Call Ended (2 agents)', { agentIds: '={{ "a, b" }}' }],
	[
		'Voicemail Message Left and 2 more (1 agent)',
		{
			agentIds: ['a'],
			events: ['event_voicemail_message_left', 'event_action'],
			otherEvents: 'event_new',
		},
	],
	['New (1 agent)', { agentIds: ['a'], events: [], otherEvents: ' event_new ' }],
	['Campaign Call Completed (1 campaign)', { source: 'campaign', campaignIds: ['c'] }],
	[
		'Campaign Paused (2 campaigns)',
		{ source: 'campaign', campaignIds: ['c', 'd'], agentIds: ['a'], events: ['campaign.paused'] },
	],
])('the subtitle is "%s" for %j', async (text, parameters) => {
	expect(await subtitle(parameters)).toBe(text);
});

function chosenAtFirst(parameters: INodeParameters): unknown {
	return NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		null,
		description,
	)?.events;
}

test('the default event is the end of a call, and a completed call for campaigns', () => {
	expect(chosenAtFirst({})).toEqual(['event_phone_call_ended']);
	expect(chosenAtFirst({ source: 'campaign' })).toEqual(['campaign_call.completed']);
	expect(chosenAtFirst({ events: [] })).toEqual([]);
});

test.each<[INodeParameters, string]>([
	[{ agentIds: [SEED.supportAgentId] }, 'event_phone_call_ended'],
	[{ source: 'campaign', campaignIds: [SEED.activeCampaignId] }, 'campaign_call.completed'],
])('an untouched trigger of %j is registered for %s', async (parameters, event) => {
	talkover().state.campaigns.push({ id: SEED.activeCampaignId, name: 'Spring' });
	trigger.host.change({ parameters });
	await trigger.host.activate();

	expect(trigger.webhooks().map(({ events }) => events)).toEqual([[event]]);
});

test('the panel says what a user looks for: transcripts, one execution per event, and how to get a test event', () => {
	const { properties, triggerPanel, activationMessage, eventTriggerDescription } = description;
	const hints = properties.filter(({ name }) => name === 'events').map(({ hint }) => hint);
	const { placeholder } = properties.find(({ name }) => name === 'otherEvents') ?? {};

	expect(hints).toEqual([
		expect.stringMatching(/execution of its own\. Transcripts and reports are events of campaigns/),
		expect.stringMatching(/execution of its own\.$/),
	]);
	// Talkover must accept the example for agents and for campaigns.
	for (const events of [AGENT_EVENTS, CAMPAIGN_EVENTS]) {
		expect(events.map(({ value }) => `e.g. ${value}`)).toContain(placeholder);
	}
	expect(JSON.stringify(triggerPanel)).toContain("'Execute step'");
	expect(`${activationMessage} ${eventTriggerDescription}`).toMatch(/sends.*Waiting for an event/s);
	const rows = properties.filter(({ displayOptions: { show = {} } = {} }) => {
		return show.source === undefined || show.source.includes('agent');
	});
	expect(rows.findIndex(({ name }) => name === 'options')).toBe(4);
});

test('every event has a short description, and the default events are first in the lists', () => {
	const all = [...AGENT_EVENTS, ...CAMPAIGN_EVENTS];

	for (const { description: words } of all) expect(words).toMatch(/^[A-Z][^.]{10,60}$/);
	expect(AGENT_EVENTS[0].value).toBe('event_phone_call_ended');
	expect(CAMPAIGN_EVENTS[0].value).toBe('campaign_call.completed');
});

test('agents are listed with their direction and status, and campaigns with their type and status', async () => {
	const campaign = { id: 'c', name: 'Spring', campaign_type: 'sales', status: 'active' };
	talkover().answer(200, { success: true, data: [campaign] }, 'listCampaigns');
	const list = async (method: string) =>
		methods.loadOptions?.[method]?.call(await loadOptionsContext(credentialFor(talkover()), {}));

	expect(await list('getAgents')).toHaveLength(3);
	expect(await list('getAgents')).toContainEqual(
		expect.objectContaining({ value: SEED.draftAgentId, description: 'inbound, draft' }),
	);
	expect(await list('getCampaigns')).toContainEqual(
		expect.objectContaining({ value: 'c', description: 'sales, active' }),
	);
});
