import { SEED } from '../../tools/simulator/state';
import type { TriggerHost } from '../support/n8n/trigger/trigger';
import type { TriggerSetup } from '../support/n8n/trigger/triggerWorkflow';
import {
	ended,
	forAgents,
	PRODUCTION,
	REJECTED,
	STARTED,
} from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const AGENTS = [SEED.supportAgentId, SEED.salesAgentId] as const;
const trigger = useTrigger(talkover, forAgents(2));

const STAGING = 'https://staging.example.org';

let original: TriggerHost;
let copy: TriggerHost;
/** The webhooks of the original as it registered them. */
let before: ReturnType<typeof trigger.webhooks>;

let requestsBefore = 0;

/** Copies the active workflow. From then on, deliveries go to the copy. */
async function copied(setup: Partial<TriggerSetup>): Promise<void> {
	original = trigger.host;
	await original.activate();
	before = structuredClone(trigger.webhooks());
	copy = original.copy(setup);
	trigger.use(copy);
	requestsBefore = talkover().requests.length;
}

const ofOriginal = () => trigger.webhooks().filter(({ id }) => before.some((own) => own.id === id));
const ofCopy = () => trigger.webhooks().filter(({ id }) => before.every((own) => own.id !== id));
/** Requests of the copy that change or remove something. */
const changes = () =>
	talkover()
		.requests.slice(requestsBefore)
		.filter(({ method }) => method === 'PUT' || method === 'DELETE');
/** The log line about a webhook of the original that was left alone. */
const named = (index: number, reason: string) =>
	`Talkover Trigger: left webhook ${String(before[index]?.id)} of agent ${String(AGENTS[index])} unchanged in Talkover because ${reason}. It still delivers events to ${PRODUCTION}. If nothing at that address needs them, delete the webhook in Talkover or with the operation 'Webhook: Delete'`;

const OTHER_WORKFLOW = 'another workflow created it (ID original)';
const OTHER_NODE = 'another node created it (ID 1)';
const OTHER_ADDRESS = 'this node had another address when it created it';

const COPIES: [string, Partial<TriggerSetup>, string][] = [
	['a workflow copied with its webhook address', { workflowId: 'copy' }, OTHER_WORKFLOW],
	['another node with the same name and webhook address', { nodeId: '2' }, OTHER_NODE],
	['an import on another n8n', { workflowId: 'imported', address: STAGING }, OTHER_WORKFLOW],
	['a workflow restored from a backup on another n8n', { address: STAGING }, OTHER_ADDRESS],
];

describe.each(COPIES)('%s leaves the original alone', (_what, setup, reason) => {
	beforeEach(async () => {
		trigger.host.change({ workflowId: 'original' });
		await copied(setup);
	});

	test('a copy registers webhooks of its own, keeps no secret of the original, and logs what it leaves alone', async () => {
		await copy.activate();

		expect(ofOriginal()).toEqual(before);
		expect(ofCopy().map(({ agent_id: agent }) => agent)).toEqual(AGENTS);
		expect(changes()).toEqual([]);
		expect(trigger.logged).toEqual([named(0, reason), named(1, reason)]);
		for (const webhook of before) {
			expect(copy.saved).not.toContain(String(webhook.webhook_secret));
			expect(copy.saved).not.toContain(Object.values(trigger.headersOf(webhook))[0]);
		}
		const [from = {}] = ofCopy();
		expect(await trigger.deliver(ended(), { from: { ...before[0] } })).toEqual(REJECTED);
		expect(await trigger.deliver(ended(), { from })).toEqual(STARTED);
	});

	test('a copy changes and removes only its own webhooks', async () => {
		await copy.activate();
		const own = ofCopy().map(({ id }) => id);
		trigger.setOptions({ maxRetries: 9 });
		await copy.restart();
		expect(ofOriginal()).toEqual(before);
		expect(ofCopy()).toMatchObject(own.map((id) => ({ id, max_retries: 9 })));

		await copy.deactivate();
		expect(trigger.webhooks()).toEqual(before);
	});

	test('a copy that was never active rejects the secrets of the original and removes nothing, and neither does one whose activation fails', async () => {
		const answer = await trigger.deliver(ended(), { from: { ...before[0] } });
		expect(answer).toEqual(reason === OTHER_ADDRESS ? STARTED : REJECTED);
		await copy.deactivate();
		expect(changes()).toEqual([]);
		talkover().fail({
			operationId: 'createWebhook',
			when: ({ url }) => url.includes(AGENTS[1]),
			fault: { kind: 'documented', status: 422 },
		});
		await rejection(original.copy(setup).activate());

		expect(trigger.webhooks()).toEqual(before);
	});

	test('a copy does not prevent the original from working', async () => {
		await copy.activate();
		trigger.use(original);
		await original.restart();

		expect(original.called).toEqual(['checkExists', 'create', 'checkExists']);
		expect(await trigger.deliver(ended(), { from: { ...before[0] } })).toEqual(STARTED);
		await original.deactivate();
		expect(ofOriginal()).toEqual([]);
	});
});

test('a workflow with the static data of its copy finds its own webhooks by their address', async () => {
	await copied({ workflowId: 'copy', webhookId: 'of-the-copy' });
	await copy.activate();
	const theirs = structuredClone(ofCopy());
	original.saved = copy.saved;
	trigger.use(original);
	await original.restart();

	expect(ofOriginal().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
	expect(ofCopy()).toEqual(theirs);
	expect(await trigger.deliver(ended())).toEqual(STARTED);
	await original.deactivate();
	expect(trigger.webhooks()).toEqual(theirs);
});

test('the copy of a copy leaves the webhooks of both alone', async () => {
	await copied({ workflowId: 'copy' });
	await copy.activate();
	const both = structuredClone(trigger.webhooks());
	const second = copy.copy({ workflowId: 'copy of the copy' });
	await second.activate();

	expect(trigger.webhooks().slice(0, 4)).toEqual(both);
	await second.deactivate();
	expect(trigger.webhooks()).toEqual(both);
});
