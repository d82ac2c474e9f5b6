import { SEED } from '../../tools/simulator/state';
import { AGENTS, FOR_CAMPAIGN, forAgents, PRODUCTION } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const EVENTS = ['event_phone_call_ended', 'event_voicemail_message_left'];
const ofAgents = { ...forAgents(3), events: EVENTS };

const trigger = useTrigger(talkover, ofAgents);

const TEST = 'https://n8n.example.com/webhook-test/0b6f2c1e-trigger/webhook';

describe('n8n leaves the webhooks of its old address alone', () => {
	const NEW = PRODUCTION.replace('n8n.example.com', 'new.example.org');
	/** Another service may now use the old address, or production if this n8n is a restored backup. */
	const left = (index: number, id: unknown) =>
		`Talkover Trigger: left webhook ${String(id)} of agent ${String(AGENTS[index])} unchanged in Talkover because this node had another address when it created it. It still delivers events to ${PRODUCTION}. If nothing at that address needs them, delete the webhook in Talkover or with the operation 'Webhook: Delete'`;
	let before: ReturnType<typeof trigger.webhooks>;

	beforeEach(async () => {
		await trigger.host.activate();
		before = structuredClone(trigger.webhooks());
		trigger.host.change({ address: 'https://new.example.org' });
	});

	test.each<[string, () => Promise<void>, string[]]>([
		['a restart', async () => trigger.host.restart(), [NEW, NEW, NEW]],
		['a deactivation', async () => trigger.host.deactivate(), []],
	])('%s at a new address leaves old webhooks and logs them once', async (_what, act, urls) => {
		await act();
		await act();

		expect(trigger.webhooks().slice(0, 3)).toEqual(before);
		expect(trigger.urls().slice(3)).toEqual(urls);
		expect(trigger.logged).toEqual(before.map(({ id }, index) => left(index, id)));
		expect(trigger.host.saved).not.toContain(String(before[0]?.webhook_secret));
	});

	test('deliveries to the old address start the workflow until n8n activates it again', async () => {
		const event = (call_id: string) => ({ event: 'event_phone_call_ended', call_id });
		const [from = {}] = before;

		expect((await trigger.deliver(event('moved-1'), { from })).status).toBe(200);
		await trigger.host.restart();
		expect((await trigger.deliver(event('moved-2'), { from })).status).toBe(401);
		expect(trigger.started).toMatchObject([{ callId: 'moved-1' }]);
	});

	test('a return to the old address adopts its webhooks with new secrets', async () => {
		await trigger.host.restart();
		trigger.host.change({ address: 'https://n8n.example.com' });
		await trigger.host.restart();

		expect(trigger.urls()).toEqual([PRODUCTION, PRODUCTION, PRODUCTION, NEW, NEW, NEW]);
		expect(trigger.ids().slice(0, 3)).toEqual(before.map(({ id }) => id));
		expect(trigger.headersOf(trigger.webhooks()[0])).not.toEqual(trigger.headersOf(before[0]));
		await trigger.host.deactivate();
		expect(trigger.urls()).toEqual([NEW, NEW, NEW]);
	});
});

test('an agent that is no longer selected loses its webhook, and a switch to a campaign removes all of them', async () => {
	await trigger.host.activate();
	const [, kept] = trigger.ids();
	trigger.host.change({ parameters: { ...ofAgents, agentIds: [AGENTS[1]] } });
	await trigger.host.restart();
	expect(trigger.owners()).toEqual([AGENTS[1]]);
	expect(trigger.ids()).toEqual([kept]);

	trigger.host.change({ parameters: FOR_CAMPAIGN });
	await trigger.host.restart();
	expect(trigger.owners()).toEqual([SEED.activeCampaignId]);
});

test('a deactivation removes all webhooks when the static data is damaged', async () => {
	await trigger.host.activate();
	const webhooks = [null, 7, { token: 1 }];
	const leftAlone = [null, 7, { workflowId: 'other', nodeId: 'other', webhookId: 7 }];
	trigger.host.saved = JSON.stringify({ 'node:Talkover Trigger': { webhooks, leftAlone } });
	await trigger.host.deactivate();

	expect(trigger.webhooks()).toEqual([]);
});

test('duplicate webhooks to this node are merged, and webhooks to other addresses are left alone', async () => {
	await trigger.host.activate();
	const [first] = trigger.webhooks();
	talkover().state.webhooks.push(
		{ ...first, id: 'twin' },
		{ ...first, id: 'other', webhook_url: `${PRODUCTION}/more` },
	);
	trigger.host.change({ workflowName: 'A new name' });
	await trigger.host.restart();

	expect(trigger.webhooks().map(({ id }) => id)).toContain('other');
	expect(trigger.urls().filter((url) => url === PRODUCTION)).toHaveLength(3);
	expect(trigger.ids()).toContain(first?.id);
});

test('an activation fails if a second webhook to this node cannot be removed, because events would arrive twice', async () => {
	await trigger.host.activate();
	talkover().state.webhooks.push({ ...trigger.webhooks()[0], id: 'twin' });
	talkover().answer(403, { message: 'Not this one.' }, 'deleteWebhook');
	trigger.host.change({ workflowName: 'A new name' });

	expect((await rejection(trigger.host.restart())).message).toContain('Not this one.');
});

test('the webhooks of the test URL and the production URL are independent', async () => {
	await trigger.host.activate();
	await trigger.host.listen();
	expect(trigger.urls().sort()).toEqual(
		[TEST, TEST, TEST, PRODUCTION, PRODUCTION, PRODUCTION].sort(),
	);
	await trigger.host.restart();
	await trigger.host.stopListening();
	expect(trigger.urls()).toEqual([PRODUCTION, PRODUCTION, PRODUCTION]);
	await trigger.host.listen();
	await trigger.host.deactivate();
	expect(trigger.urls()).toEqual([TEST, TEST, TEST]);
	await trigger.host.stopListening();

	expect(trigger.webhooks()).toEqual([]);
});
