import { createHash } from 'node:crypto';

import type { JsonObject } from '../../tools/simulator/contract';
import type { Fault } from '../../tools/simulator/http/faults';
import { AGENTS, forAgents, PRODUCTION } from '../support/n8n/trigger/agentTrigger';
import { ended, REJECTED, STARTED } from '../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { rejection, useTrigger } from '../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(3);

const trigger = useTrigger(talkover, ofAgents);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const tokenOf = (webhook: JsonObject | undefined) =>
	String(trigger.headersOf(webhook)['x-talkover-trigger-token']);
/** The hooks that n8n called since the last time. */
const called = () => trigger.host.called.splice(0);
/** The webhooks, as they were before something changes them. */
const copied = () => structuredClone(trigger.webhooks());

/** Delivers an event of each webhook, with the secrets that it has or had. */
async function deliveredBy(webhooks: readonly JsonObject[]) {
	const answers = [];
	for (const from of webhooks) answers.push(await trigger.deliver(ended(), { from }));
	return answers;
}

const ALL_STARTED = [STARTED, STARTED, STARTED];
const ALL_REJECTED = [REJECTED, REJECTED, REJECTED];

beforeEach(async () => {
	skipWaits();
	await trigger.host.activate();
	called();
});

test('each registration and each update sends new secrets', async () => {
	trigger.setOptions({ maxRetries: 9 });
	await trigger.host.restart();
	trigger.host.saved = '{}';
	await trigger.host.restart();
	await trigger.host.deactivate();
	await trigger.host.activate();

	const bodies = trigger.sent('POST', 'PUT').map(({ body }) => body as JsonObject);
	expect(trigger.sent('POST')).toHaveLength(6);
	expect(trigger.sent('PUT')).toHaveLength(6);
	expect(new Set(bodies.map(tokenOf)).size).toBe(12);
	// All webhooks of a registration have the same key.
	expect(new Set(bodies.map(({ webhook_secret: key }) => key)).size).toBe(4);
});

test.each<[string, (webhook: JsonObject) => unknown]>([
	['pointed elsewhere', (webhook) => (webhook.webhook_url = 'https://example.com/')],
	['was disabled', (webhook) => (webhook.enabled = false)],
	['had other events', (webhook) => (webhook.events = ['event_action'])],
])('after a webhook %s, all are restored with new secrets', async (_what, change) => {
	const before = copied();
	const [, second = {}] = trigger.webhooks();
	change(second);
	await trigger.host.restart();

	const restored = before.map(({ id }) => ({
		id,
		enabled: true,
		webhook_url: PRODUCTION,
		events: ofAgents.events,
	}));
	expect(trigger.webhooks()).toMatchObject(restored);
	expect(await deliveredBy(before)).toEqual(ALL_REJECTED);
	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
});

test.each<[string, () => Promise<void>]>([
	['a restart', async () => trigger.host.restart()],
	['a deactivation', async () => trigger.host.deactivate()],
])('static data contains hashes of tokens, and %s removes tokens', async (_w, act) => {
	const before = copied();
	for (const token of before.map(tokenOf)) {
		expect(trigger.host.saved).not.toContain(token);
		const hash = `"tokenHash":"${sha256(token)}"`;
		expect(trigger.host.saved).toContain(hash);
		trigger.host.saved = trigger.host.saved.replace(hash, `"token":"${token}"`);
	}
	expect(await deliveredBy(before)).toEqual(ALL_REJECTED);
	await act();

	expect(trigger.host.saved).not.toContain('"token":');
	const left = called().includes('delete') ? [] : before.map(({ id }) => id);
	expect(trigger.ids()).toEqual(left);
	expect(await deliveredBy(trigger.webhooks())).toEqual(left.map(() => STARTED));
});

/** Restarts n8n: it registers the webhooks again, accepts their deliveries, and leaves them alone from then on. */
async function expectRecovery(ids: readonly unknown[]): Promise<void> {
	await trigger.host.restart();
	expect(called()).toEqual(['checkExists', 'create']);
	expect(trigger.ids()).toEqual(ids);
	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
	await trigger.host.restart();
	expect(called()).toEqual(['checkExists']);
}

const firstWebhook = () => trigger.webhooks()[0] ?? {};
const disable = () => Object.assign(firstWebhook(), { enabled: false });

test.each<[string, (restart: () => Promise<void>) => unknown]>([
	[
		'if n8n is stopped before it stores new secrets',
		async (restart) => {
			disable();
			await restart();
		},
	],
	[
		'if a backup has the secrets of an earlier registration',
		async (restart) => {
			for (const maxRetries of [9, 3]) {
				trigger.setOptions({ maxRetries });
				await restart();
			}
		},
	],
	['if a webhook was renamed in Talkover', () => Object.assign(firstWebhook(), { name: 'CRM' })],
])('%s, the webhooks are registered again once when n8n starts', async (_what, happen) => {
	const { saved } = trigger.host;
	const ids = trigger.ids();
	trigger.setOptions({ maxRetries: 3 });
	await happen(() => trigger.host.restart());
	trigger.host.saved = saved;
	called();

	await expectRecovery(ids);
	expect(trigger.webhooks()[0]?.name).toMatch(/^n8n: Call the CRM \([0-9a-f]{8}\)$/);
});

test.each<[string, Fault]>([
	['was carried out', { kind: 'resetAfter' }],
	['was not carried out', { kind: 'resetBefore' }],
])('an update without any response that %s loses no further events', async (_what, fault) => {
	const ids = trigger.ids();
	disable();
	talkover().fail({ operationId: 'updateWebhook', fault, times: 3 });
	// Neither the node nor n8n can clean up.
	talkover().fail({ operationId: 'deleteWebhook', fault: { kind: 'resetBefore' }, times: 18 });
	await rejection(trigger.host.restart());
	expect(trigger.sent('PUT')).toHaveLength(3);
	called();

	await expectRecovery(ids);
});

test.each([true, false])(
	'if the update of a later webhook fails, all of them are registered again at the next start (n8n can clean up: %j)',
	async (canCleanUp) => {
		const [ids, before] = [trigger.ids(), copied()];
		disable();
		const fail = (operationId: string, status: number, times: number, url: string) => {
			const when = (request: { readonly url: string }) => request.url.includes(url);
			talkover().fail({ operationId, when, fault: { kind: 'documented', status }, times });
		};
		fail('updateWebhook', 422, 1, AGENTS[2]);
		if (!canCleanUp) fail('deleteWebhook', 401, 6, '');
		await rejection(trigger.host.restart());
		called();

		// Two webhooks have new secrets, which n8n hasn't stored, and look as registered otherwise.
		const isOld = (token: string, index: number) => token === tokenOf(before[index]);
		expect(trigger.webhooks().map(tokenOf).filter(isOld)).toHaveLength(canCleanUp ? 0 : 1);
		expect(trigger.webhooks().map(({ enabled }) => enabled)).toEqual(
			canCleanUp ? [] : [true, true, true],
		);
		await trigger.host.restart();
		expect(trigger.ids().filter((id) => ids.includes(id))).toHaveLength(canCleanUp ? 0 : 3);
		expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
	},
);

test('while webhooks are updated, the old secrets are accepted; once n8n has stored the new ones, only those are', async () => {
	const before = copied();
	disable();
	let finish: () => void = () => undefined;
	const until = new Promise<void>((resolve) => (finish = resolve));
	const isLast = new Promise<void>((resolve) => {
		talkover().fail({
			operationId: 'updateWebhook',
			when: ({ url }) => {
				if (!url.includes(AGENTS[2])) return false;
				resolve();
				return true;
			},
			fault: { kind: 'wait', until },
		});
	});
	const restarted = trigger.host.restart();
	await isLast;

	expect(await deliveredBy(before)).toEqual(ALL_STARTED);
	// Talkover delivers these again, because they don't get a 2xx.
	expect(await deliveredBy(trigger.webhooks().slice(0, 2))).toEqual([REJECTED, REJECTED]);
	finish();
	await restarted;
	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
	expect(await deliveredBy(before)).toEqual(ALL_REJECTED);
});

test('the mark of the secrets is at the end of the name of a webhook, also if that is shortened', async () => {
	trigger.host.change({ workflowName: '📞'.repeat(300) });
	await trigger.host.restart();
	const [webhook = {}] = trigger.webhooks();
	expect(webhook.name).toMatch(/^n8n: 📞+ \([0-9a-f]{8}\)$/u);
	expect(Array.from(String(webhook.name))).toHaveLength(255);
	called();
	await trigger.host.restart();

	expect(called()).toEqual(['checkExists']);
	const secrets = [tokenOf(webhook), sha256(tokenOf(webhook)), String(webhook.webhook_secret)];
	for (const secret of secrets) expect(secret).not.toContain(String(webhook.name).slice(-9, -1));
});
