import type { INodeParameters } from 'n8n-workflow';

import { remove } from '../../tools/simulator/handlers/handler';
import { SEED } from '../../tools/simulator/state';
import { AGENTS, FOR_CAMPAIGN, forAgents, PRODUCTION } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const EVENTS = ['event_phone_call_ended', 'event_voicemail_message_left'];
const ofAgents = { ...forAgents(3), events: EVENTS };

const trigger = useTrigger(talkover, ofAgents);

test('each selected agent gets one webhook with a token of its own and the same signing key', async () => {
	await trigger.host.activate();

	expect(trigger.owners()).toEqual(AGENTS);
	expect(trigger.webhooks()[0]).toMatchObject({
		name: expect.stringMatching(/^n8n: Call the CRM \([0-9a-f]{8}\)$/),
		webhook_url: PRODUCTION,
		events: EVENTS,
		timeout: 30,
		max_retries: 3,
		enabled: true,
		http_method: 'POST',
		custom_headers: [
			{ key: 'x-talkover-trigger-token', value: expect.stringMatching(/^[0-9a-f]{64}$/) },
		],
	});
	const tokens = trigger.webhooks().flatMap((webhook) => Object.values(trigger.headersOf(webhook)));
	const [key, ...others] = trigger.webhooks().map(({ webhook_secret: secret }) => secret);
	expect(new Set(tokens).size).toBe(3);
	expect(key).toMatch(/^[0-9a-f]{64}$/);
	expect(others).toEqual([key, key]);
	expect(tokens).not.toContain(key);
});

test('a campaign gets one webhook, with the events of its calls if the option is enabled, also if Talkover has lost the settings when n8n starts', async () => {
	const options = { includeCallEvents: true, timeout: 10, maxRetries: 4 };
	trigger.host.change({ parameters: { ...FOR_CAMPAIGN, options } });
	await trigger.host.activate();
	for (const lost of [{}, { include_call_events: false }, { max_retries: 0 }]) {
		Object.assign(trigger.webhooks()[0] ?? {}, lost);
		await trigger.host.restart();

		expect(trigger.webhooks()).toEqual([
			expect.objectContaining({
				campaign_id: SEED.activeCampaignId,
				events: ['campaign.completed'],
				include_call_events: true,
				timeout: 10,
				max_retries: 4,
			}),
		]);
	}
	expect(trigger.sent('POST', 'PUT')).toHaveLength(3);
});

test.each<[string, INodeParameters, string[], string]>([
	[
		'entered',
		{ ...forAgents(1), options: { otherEvents: 'event_call_transcript' } },
		['event_phone_call_ended', 'event_call_transcript'],
		`for agent 'SupportBot' (ID ${AGENTS[0]}) – Other Events: event_call_transcript is an event of campaigns. Remove it, or set 'Source' to 'Campaign'`,
	],
	[
		'selected by an expression',
		{ ...forAgents(1), events: ['event_new', 'event_action'] },
		['event_new', 'event_action'],
		`for agent 'SupportBot' (ID ${AGENTS[0]}) – Events: event_new: `,
	],
	[
		'selected by an expression for a campaign',
		{ ...FOR_CAMPAIGN, campaignEvents: ['campaign.completed', 'event_action'] },
		['campaign.completed', 'event_action'],
		`for campaign 'Q1 Outreach' (ID ${SEED.activeCampaignId}) – Campaign Events: event_action is an event of agents. Remove it, or set 'Source' to 'Agent'`,
	],
])(
	'an undocumented event that is %s is sent unchanged, and the message names its field and the agent if Talkover rejects it',
	async (_what, parameters, events, message) => {
		trigger.host.change({ parameters });

		expect((await rejection(trigger.host.activate())).message).toContain(message);

		expect(trigger.sent('POST').map(({ body }) => body)).toEqual([
			expect.objectContaining({ events }),
		]);
	},
);

test.each<[string, INodeParameters, string]>([
	[
		'without events',
		{ events: [], options: { otherEvents: ' , ' } },
		'Events: is required: select at least one, or enter one in the field below',
	],
	[
		'with a value of a context field but no field',
		{ options: { contextValue: '42' } },
		"Context Value: needs a 'Context Field'",
	],
])('a trigger %s is not activated', async (_what, more, message) => {
	trigger.host.change({ parameters: { ...forAgents(1), ...more } });

	await expect(trigger.host.activate()).rejects.toThrow(message);

	expect(talkover().requests).toEqual([]);
});

test('an agent that is selected twice or by an expression gets one webhook', async () => {
	const agentIds = `={{ ['${AGENTS[0]}', ' ${AGENTS[0]} ', '${AGENTS[1]}'] }}`;
	trigger.host.change({ parameters: { ...ofAgents, agentIds } });
	await trigger.host.activate();

	expect(trigger.owners()).toEqual([AGENTS[0], AGENTS[1]]);
});

test('a deactivation removes all webhooks, also if one is gone and the parameters are no longer valid', async () => {
	await trigger.host.activate();
	talkover().state.webhooks.splice(2, 1);
	trigger.host.change({ parameters: { ...ofAgents, events: [], options: { timeout: 1 } } });
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
	expect(trigger.host.log).toEqual([]);
	expect(JSON.parse(trigger.host.saved)).toEqual({ 'node:Talkover Trigger': { webhooks: [] } });
});

test('a webhook that is deleted in Talkover is restored when n8n starts', async () => {
	await trigger.host.activate();
	const [, second] = trigger.webhooks();
	remove(talkover().state.webhooks, (webhook) => webhook === second);
	await trigger.host.restart();

	expect(trigger.owners().sort()).toEqual([...AGENTS].sort());
	expect(trigger.urls()).toEqual([PRODUCTION, PRODUCTION, PRODUCTION]);
});
