import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node.ts';
import { OPTIONS_FIELD, eventsField } from '../../nodes/Talkover/trigger/parameters';
import { AGENT_EVENTS, CAMPAIGN_EVENTS } from '../../nodes/Talkover/shared/webhook/webhookEvents';
import { SEED } from '../../tools/simulator/state';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { withExpressions } from '../../tools/harness/host';
import { loadOptionsContext } from '../../tools/harness/workflow';
import { startEngine } from '../../tools/harness/engine';
import { nodeOf, triggerWorkflow } from '../support/n8n/trigger/triggerWorkflow';
import { useSimulator } from '../support/servers/useSimulator';
import { useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();
const trigger = useTrigger(talkover, {});

const { description, methods } = new TalkoverTrigger();
const { properties } = description;

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
	['Phone Call Ended (2 agents)', { agentIds: '={{ "a, b" }}' }],
	[
		'Voicemail Message Left and 2 more (1 agent)',
		{
			agentIds: ['a'],
			events: ['event_voicemail_message_left', 'event_action'],
			options: { otherEvents: 'event_new' },
		},
	],
	['New (1 agent)', { agentIds: ['a'], events: [], options: { otherEvents: ' event_new ' } }],
	['Campaign Call Completed (1 campaign)', { source: 'campaign', campaignIds: ['c'] }],
	[
		'Campaign Paused (2 campaigns)',
		{
			source: 'campaign',
			campaignIds: ['c', 'd'],
			agentIds: ['a'],
			campaignEvents: ['campaign.paused'],
		},
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
	);
}

test('the default event is the end of a call, and a completed call for campaigns', () => {
	expect(chosenAtFirst({})).toMatchObject({ events: ['event_phone_call_ended'] });
	expect(chosenAtFirst({ source: 'campaign' })).toMatchObject({
		campaignEvents: ['campaign_call.completed'],
	});
	expect(chosenAtFirst({ events: [] })).toMatchObject({ events: [] });
});

test('the panel says what a user looks for: transcripts, one execution per event, and how to get a test event', () => {
	const { triggerPanel, activationMessage, eventTriggerDescription } = description;
	const hints = [eventsField('agent'), eventsField('campaign')].map(
		({ property }) => property.hint,
	);
	const { placeholder } =
		OPTIONS_FIELD.children?.find(({ name }) => name === 'otherEvents')?.property ?? {};

	expect(hints).toEqual([
		expect.stringMatching(
			/execution of its own\..*'Call: Get'.* Transcripts and reports are events of campaigns/,
		),
		expect.stringMatching(/execution of its own\..*'Call: Get' with their 'callId'\.$/),
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
	expect(rows.findIndex(({ name }) => name === 'options')).toBe(3);
});

test("n8n's nodes panel finds the events of agents, and names each as what starts a workflow", () => {
	// n8n takes the first field with such a label, and its options.
	const first = properties.find(({ displayName }) => /^(?:events?|trigger on)$/i.test(displayName));
	const actions = (first?.options ?? []).map((option) => 'action' in option && option.action);

	expect(first).toMatchObject({ name: 'events', type: 'multiOptions' });
	expect(actions).toHaveLength(AGENT_EVENTS.length);
	expect(actions).toEqual(
		expect.arrayContaining(['On phone call ended', 'On voicemail detected', 'On action failed']),
	);
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
