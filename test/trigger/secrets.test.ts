import { createHash } from 'node:crypto';

import type { JsonObject } from '../../simulator/contract';
import type { Fault } from '../../simulator/faults';
import {
	AGENTS,
	ended,
	FOR_CAMPAIGN,
	forAgents,
	REJECTED,
	STARTED,
} from '../support/n8n/agentTrigger';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';
import { rejection, useTrigger } from '../support/n8n/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(3);

const trigger = useTrigger(talkover, ofAgents);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const sent = (...methods: string[]) =>
	talkover().requests.filter(({ method }) => methods.includes(method));
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
	trigger.host.change({ parameters: { ...ofAgents, options: { maxRetries: 9 } } });
	await trigger.host.restart();
	trigger.host.saved = '{}';
	await trigger.host.restart();
	await trigger.host.deactivate();
	await trigger.host.activate();

	const bodies = sent('POST', 'PUT').map(({ body }) => body as JsonObject);
	expect(sent('POST')).toHaveLength(6);
	expect(sent('PUT')).toHaveLength(6);
	expect(new Set(bodies.map(tokenOf)).size).toBe(12);
	// All webhooks of a registration have the same key.
	expect(new Set(bodies.map(({ webhook_secret: key }) => key)).size).toBe(4);
});

test.each<[string, (webhook: JsonObject) => unknown]>([
	['pointed elsewhere', (webhook) => (webhook.webhook_url = 'https://example.com/')],
	['was disabled', (webhook) => (webhook.enabled = false)],
	['had other events', (webhook) => (webhook.events = ['event_action'])],
])('after a webhook %s, the old secrets are rejected', async (_what, change) => {
	const before = copied();
	const [, second = {}] = trigger.webhooks();
	change(second);
	await trigger.host.restart();

	expect(trigger.ids().sort()).toEqual(before.map(({ id }) => id).sort());
	expect(await deliveredBy(before)).toEqual(ALL_REJECTED);
	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
});

test('a creation without a response is followed by an update with another token', async () => {
	await trigger.host.deactivate();
	talkover().fail({ operationId: 'createWebhook', fault: { kind: 'resetAfter' }, times: 1 });
	await trigger.host.activate();

	const tokens = sent('POST', 'PUT').map(({ body }) => tokenOf(body as JsonObject));
	expect(new Set(tokens).size).toBe(tokens.length);
	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
});

test('static data contains a hash of each token and no token', async () => {
	const { saved } = trigger.host;

	for (const webhook of trigger.webhooks()) {
		expect(saved).toContain(`"tokenHash":"${sha256(tokenOf(webhook))}"`);
		expect(saved).not.toContain(tokenOf(webhook));
	}
});

describe('static data with tokens themselves is unreadable', () => {
	beforeEach(() => {
		const entries = trigger
			.webhooks()
			.map((webhook) => [sha256(tokenOf(webhook)), tokenOf(webhook)]);
		for (const [hash, token] of entries) {
			const { saved } = trigger.host;
			trigger.host.saved = saved.replace(
				`"tokenHash":"${String(hash)}"`,
				`"token":"${String(token)}"`,
			);
		}
		expect(trigger.host.saved.match(/"token":"[0-9a-f]{64}"/g)).toHaveLength(3);
	});

	test('tokens in static data are replaced when n8n starts, and the webhooks stay', async () => {
		const before = copied();
		expect(await deliveredBy(before)).toEqual(ALL_REJECTED);
		await trigger.host.restart();

		expect(trigger.ids()).toEqual(before.map(({ id }) => id));
		expect(trigger.host.saved).not.toContain('"token":');
		expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
	});

	test('tokens in static data are removed when the workflow is deactivated', async () => {
		await trigger.host.deactivate();

		expect(trigger.webhooks()).toEqual([]);
		expect(JSON.parse(trigger.host.saved)).toEqual({ 'node:Talkover Trigger': { webhooks: [] } });
	});
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

const disable = () => {
	const [webhook = {}] = trigger.webhooks();
	webhook.enabled = false;
};

test('if n8n is stopped before it stores new secrets, it registers again at its next start', async () => {
	const { saved } = trigger.host;
	const ids = trigger.ids();
	disable();
	await trigger.host.restart();
	expect(called()).toEqual(['checkExists', 'create']);
	trigger.host.saved = saved;

	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_REJECTED);
	await expectRecovery(ids);
});

test('a backup with secrets of an earlier registration is registered again when n8n starts', async () => {
	const { saved } = trigger.host;
	const ids = trigger.ids();
	for (const maxRetries of [9, 3]) {
		trigger.host.change({ parameters: { ...ofAgents, options: { maxRetries } } });
		await trigger.host.restart();
	}
	trigger.host.saved = saved;
	called();

	await expectRecovery(ids);
});

test('secrets of a campaign that n8n has not stored are registered again as well', async () => {
	await trigger.host.deactivate();
	trigger.host.change({ parameters: FOR_CAMPAIGN });
	await trigger.host.activate();
	const { saved } = trigger.host;
	disable();
	await trigger.host.restart();
	trigger.host.saved = saved;
	await trigger.host.restart();

	expect(await trigger.deliver({ event: 'campaign.completed' })).toEqual(STARTED);
});

test.each<[string, Fault]>([
	['was carried out', { kind: 'resetAfter' }],
	['was not carried out', { kind: 'resetBefore' }],
])(
	'an update whose responses are all lost and that %s loses no further events',
	async (_what, fault) => {
		const ids = trigger.ids();
		disable();
		talkover().fail({ operationId: 'updateWebhook', fault, times: 3 });
		// Neither the node nor n8n can clean up.
		talkover().fail({ operationId: 'deleteWebhook', fault: { kind: 'resetBefore' }, times: 18 });
		await rejection(trigger.host.restart());
		expect(sent('PUT')).toHaveLength(3);
		called();

		await expectRecovery(ids);
	},
);

test('if the update of a later webhook fails, all of them are registered again at the next start', async () => {
	const ids = trigger.ids();
	disable();
	talkover().fail({
		operationId: 'updateWebhook',
		when: ({ url }) => url.includes(AGENTS[2]),
		fault: { kind: 'documented', status: 422 },
		times: 1,
	});
	talkover().fail({
		operationId: 'deleteWebhook',
		fault: { kind: 'documented', status: 401 },
		times: 6,
	});
	const before = copied();
	await rejection(trigger.host.restart());
	called();

	// Two webhooks have new secrets, which n8n hasn't stored, and look as registered otherwise.
	expect(
		trigger
			.webhooks()
			.map(tokenOf)
			.filter((token, index) => token === tokenOf(before[index])),
	).toHaveLength(1);
	expect(trigger.webhooks().map(({ enabled }) => enabled)).toEqual([true, true, true]);
	await expectRecovery(ids);
});

test('if the update of a later webhook fails, and all are removed, the next start creates them', async () => {
	disable();
	talkover().fail({
		operationId: 'updateWebhook',
		when: ({ url }) => url.includes(AGENTS[2]),
		fault: { kind: 'documented', status: 422 },
		times: 1,
	});
	await rejection(trigger.host.restart());
	expect(trigger.webhooks()).toEqual([]);

	await trigger.host.restart();
	expect(await deliveredBy(trigger.webhooks())).toEqual(ALL_STARTED);
});

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

test('a webhook that was renamed in Talkover is registered again once', async () => {
	const ids = trigger.ids();
	const [webhook = {}] = trigger.webhooks();
	webhook.name = 'CRM';

	await expectRecovery(ids);
	expect(trigger.webhooks()[0]?.name).toMatch(/^n8n: Call the CRM \([0-9a-f]{8}\)$/);
});

test('the mark of the secrets is at the end of the name of a webhook, also if that is shortened', async () => {
	trigger.host.change({ workflowName: '📞'.repeat(300) });
	await trigger.host.restart();
	const [webhook = {}] = trigger.webhooks();
	expect(webhook.name).toMatch(/^n8n: 📞+ \([0-9a-f]{8}\)$/u);
	called();
	await trigger.host.restart();

	expect(called()).toEqual(['checkExists']);
	for (const secret of [
		tokenOf(webhook),
		sha256(tokenOf(webhook)),
		String(webhook.webhook_secret),
	]) {
		expect(secret).not.toContain(String(webhook.name).slice(-9, -1));
	}
});
