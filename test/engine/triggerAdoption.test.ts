import { SEED } from '../../simulator/state';
import { useSimulator } from '../harness/useSimulator';
import { useTrigger } from '../harness/useTrigger';

const talkover = useSimulator();

const AGENTS = [SEED.supportAgentId, SEED.salesAgentId, SEED.draftAgentId] as const;
const EVENTS = ['event_phone_call_ended', 'event_voicemail_message_left'];
const ofAgents = { source: 'agent', agentIds: [...AGENTS], events: EVENTS };
const ofCampaign = {
	source: 'campaign',
	campaignIds: [SEED.activeCampaignId],
	events: ['campaign.completed'],
};

const trigger = useTrigger(talkover, ofAgents);

const PRODUCTION = 'https://n8n.example.com/webhook/0b6f2c1e-trigger/webhook';
const TEST = 'https://n8n.example.com/webhook-test/0b6f2c1e-trigger/webhook';

const urls = () => trigger.webhooks().map(({ webhook_url: url }) => url);
const ids = () => trigger.webhooks().map(({ id }) => id);
const owners = () => trigger.webhooks().map(({ agent_id, campaign_id }) => agent_id ?? campaign_id);

test('a new address of n8n takes the webhooks along', async () => {
	await trigger.host.activate();
	const before = ids();
	trigger.host.change({ address: 'https://new.example.org' });
	await trigger.host.restart();

	expect(ids()).toEqual(before);
	expect(new Set(urls())).toEqual(
		new Set(['https://new.example.org/webhook/0b6f2c1e-trigger/webhook']),
	);
});

test('a new address, and switched off before n8n could tell Talkover: nothing is left', async () => {
	await trigger.host.activate();
	trigger.host.change({ address: 'https://new.example.org' });
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
});

test('an agent that is not chosen any more loses its webhook', async () => {
	await trigger.host.activate();
	const kept = trigger.headersOf(trigger.webhooks()[1]);
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[1]] } });
	await trigger.host.restart();

	expect(owners()).toEqual([AGENTS[1]]);
	expect(trigger.headersOf(trigger.webhooks()[0])).toEqual(kept);
});

test('from agents to a campaign: those of the agents are removed', async () => {
	await trigger.host.activate();
	trigger.host.change({ parameters: ofCampaign });
	await trigger.host.restart();

	expect(owners()).toEqual([SEED.activeCampaignId]);
});

test('the static data is lost: the webhooks are adopted with new secrets', async () => {
	await trigger.host.activate();
	const [before, [headers]] = [ids(), trigger.webhooks().map(trigger.headersOf)];
	trigger.host.saved = '{}';
	await trigger.host.restart();

	expect(ids()).toEqual(before);
	expect(trigger.headersOf(trigger.webhooks()[0])).not.toEqual(headers);
	await trigger.deliver({ event: 'event_phone_call_ended', call_id: 'lost' });
	expect(trigger.started).toHaveLength(1);
});

test.each(['{}', '{"node:Talkover Trigger":{"webhooks":[null,7,{"token":1}]}}'])(
	'the static data is %s: switched off, nothing is left',
	async (saved) => {
		await trigger.host.activate();
		trigger.host.saved = saved;
		await trigger.host.deactivate();

		expect(trigger.webhooks()).toEqual([]);
	},
);

test('two that lead to this node become one; those of others are left alone', async () => {
	await trigger.host.activate();
	const [first] = trigger.webhooks();
	talkover().state.webhooks.push(
		{ ...first, id: 'twin' },
		{ ...first, id: 'other', webhook_url: `${PRODUCTION}/more` },
	);
	trigger.host.change({ workflowName: 'A new name' });
	await trigger.host.restart();

	expect(trigger.webhooks().map(({ id }) => id)).toContain('other');
	expect(urls().filter((url) => url === PRODUCTION)).toHaveLength(3);
	expect(ids()).toContain(first?.id);
});

test('the test URL and the production URL do not tread on each other', async () => {
	await trigger.host.activate();
	await trigger.host.listen();
	expect(urls().sort()).toEqual([TEST, TEST, TEST, PRODUCTION, PRODUCTION, PRODUCTION].sort());
	await trigger.host.restart();
	await trigger.host.stopListening();
	expect(urls()).toEqual([PRODUCTION, PRODUCTION, PRODUCTION]);
	await trigger.host.listen();
	await trigger.host.deactivate();
	expect(urls()).toEqual([TEST, TEST, TEST]);
	await trigger.host.stopListening();

	expect(trigger.webhooks()).toEqual([]);
});

test('n8n ended while the editor listened: the next test adopts what was left', async () => {
	await trigger.host.listen();
	const before = ids();
	trigger.host.test = undefined;
	await trigger.host.listen();
	expect(ids()).toEqual(before);
	await trigger.host.stopListening();

	expect(trigger.webhooks()).toEqual([]);
});
