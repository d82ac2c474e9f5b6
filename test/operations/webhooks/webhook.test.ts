import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const ofAgent = { source: 'agent', agentId: chosen(SEED.supportAgentId) };
const ofCampaign = { source: 'campaign', campaignId: chosen(SEED.activeCampaignId) };
const agentWebhook = { ...ofAgent, webhookId: chosen(SEED.webhookId) };
const campaignWebhook = { ...ofCampaign, webhookId: chosen(SEED.campaignWebhookId) };

const SECRETS = { webhookSecret: 's3cret-key', customHeaders: { header: [header('t0ken')] } };

function header(value: string) {
	return { key: 'X-Webhook-Token', value };
}

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'webhook', operation, ...parameters });

const one = async (operation: string, parameters: INodeParameters) => {
	const result = await run(operation, parameters);
	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toHaveLength(1);
	return jsonOf(result)[0] ?? {};
};

const stored = (id: unknown) => talkover().state.webhooks.find((webhook) => webhook.id === id);

describe.each([
	['an agent', ofAgent, { agentEvents: ['event_action', 'event_recording'] }, 'updateFields'],
	[
		'a campaign',
		ofCampaign,
		{ campaignEvents: ['event_call_report', 'event_recording'], includeCallEvents: true },
		'campaignUpdateFields',
	],
])('a webhook of %s can be managed', (_what, owner, events, updateFields) => {
	const create = async (name = 'CRM') => {
		const webhookUrl = 'https://example.com/crm';
		const additionalFields = { ...SECRETS, timeout: 5, maxRetries: 0, enabled: false };
		return one('create', { ...owner, name, webhookUrl, ...events, additionalFields });
	};
	const of = ({ id }: IDataObject) => ({ ...owner, webhookId: chosen(id) });

	test('a webhook can be created, read, updated and deleted', async () => {
		const created = await create();
		const webhook = of(created);

		expect(await one('get', { ...webhook, simplify: false })).toMatchObject({
			name: 'CRM',
			enabled: false,
			timeout: 5,
			max_retries: 0,
		});
		await one('update', { ...webhook, [updateFields]: { name: 'ERP', events: 'event_recording' } });
		expect(await one('get', webhook)).toEqual(
			expect.objectContaining({ id: created.id, name: 'ERP', events: ['event_recording'] }),
		);
		expect(jsonOf(await run('getMany', owner)).map(({ name }) => name)).toContain('ERP');
		expect(await one('delete', webhook)).toEqual({ deleted: true });
		expect(shownError(await run('get', webhook)).message).toBe(
			"Talkover couldn't find the requested resource (HTTP 404) – Webhook not found.",
		);
		expect(jsonOf(await run('getMany', owner)).map(({ id }) => id)).not.toContain(created.id);
	});

	test('a webhook stores its secret and its headers, and returns neither', async () => {
		const created = await create();
		const raw = { ...of(created), simplify: false };
		const shown = [
			created,
			await one('get', raw),
			await one('update', { ...raw, [updateFields]: { ...SECRETS, enabled: true } }),
			await one('toggle', { ...raw, enabled: false }),
			...jsonOf(await run('getMany', { ...owner, simplify: false })),
		];

		expect(stored(created.id)).toMatchObject({
			webhook_secret: 's3cret-key',
			custom_headers: [header('t0ken')],
		});
		expect(JSON.stringify(shown)).not.toMatch(/s3cret-key|t0ken/);
	});

	test('an update leaves other fields unchanged', async () => {
		const { id } = await create();
		const before = { ...stored(id) };

		await one('update', { ...of({ id }), [updateFields]: { maxRetries: 7 } });

		expect(talkover().requests.at(-1)?.body).toEqual({ max_retries: 7 });
		const { updated_at: _at, ...after } = stored(id) ?? {};
		expect(after).toEqual({ ...before, max_retries: 7, updated_at: undefined });
	});

	test('a test event is logged', async () => {
		const webhook = of(await create());

		expect(await one('test', webhook)).toMatchObject({ success: true });

		expect(jsonOf(await run('getLogs', webhook))).toEqual([
			expect.objectContaining({ status: 'success', attempt: 1 }),
		]);
	});

	test('a failed delivery can be retried', async () => {
		const webhook = of(await create());
		const url = (webhookUrl: string) =>
			one('update', { ...webhook, [updateFields]: { webhookUrl, enabled: true } });
		await url('https://crm.invalid/');
		await one('test', webhook);
		const [failed = {}] = jsonOf(await run('getLogs', webhook));
		await url('https://example.com/');

		const again = await one('retryDelivery', { ...webhook, logId: chosen(failed.id) });

		expect(again).toMatchObject({ original_log_id: failed.id });
		expect(jsonOf(await run('getLogs', webhook))).toEqual([
			expect.objectContaining({ id: again.log_id, status: 'success', attempt: 2 }),
			expect.objectContaining({ id: failed.id, status: 'failed', attempt: 1 }),
		]);
	});
});

test('an empty group of headers does not remove the stored headers', async () => {
	await one('update', { ...agentWebhook, updateFields: { name: 'CRM', customHeaders: {} } });

	expect(talkover().requests.at(-1)?.body).toEqual({ name: 'CRM' });
});

test('Get Logs reads all pages', async () => {
	const [log] = talkover().state.webhookLogs;
	const more = Array.from({ length: 150 }, (_, index) => ({ ...log, id: `log-${index}` }));
	talkover().state.webhookLogs.push(...more);

	expect(jsonOf(await run('getLogs', { ...agentWebhook, returnAll: true }))).toHaveLength(152);
	expect(jsonOf(await run('getLogs', { ...agentWebhook, limit: 3 }))).toHaveLength(3);
	expect(talkover().requests.map(({ url }) => url.split('?')[1])).toEqual([
		'page=1&per_page=100',
		'page=2&per_page=100',
		'page=1&per_page=3',
	]);
});

test.each([200, 422, 500])(
	'a test that the receiver rejects returns the failure when the response has status %i',
	async (status) => {
		const message = 'Webhook test failed: HTTP 500 Internal Server Error';
		const body = { success: false, message };
		talkover().fail({ operationId: 'testWebhook', fault: { kind: 'answer', status, body } });

		expect(await one('test', agentWebhook)).toEqual({ success: false, message });
		expect(talkover().requests).toHaveLength(1);
	},
);

test('a test that Talkover rejects is an error and is not retried', async () => {
	const body = { message: 'Server Error' };
	talkover().fail({ operationId: 'testWebhook', fault: { kind: 'answer', status: 500, body } });

	const { message, lines } = shownError(await run('test', agentWebhook));

	expect(message).toContain('HTTP 500');
	expect(lines.at(-1)).toContain(
		'Outcome unknown: the request for the test event may have gone through',
	);
	expect(talkover().requests).toHaveLength(1);
});

test('retrying a successful delivery fails', async () => {
	const result = await run('retryDelivery', { ...agentWebhook, logId: chosen('log-uuid-1') });

	expect(result.error?.message).toBe(
		'Talkover rejected the request (HTTP 422) – Log cannot be retried',
	);
});

test('an agent that does not exist is reported', async () => {
	const result = await run('getMany', { ...ofAgent, agentId: chosen('nobody') });

	expect(result.error?.message).toContain('Agent not found in this environment.');
});

const CREATE = {
	...ofAgent,
	name: 'CRM',
	webhookUrl: 'https://a.example',
	agentEvents: 'event_action',
};

test('an address that begins with http:// is sent, because Talkover only recommends https://', async () => {
	await run('create', { ...CREATE, webhookUrl: 'http://a.example/hook' });

	expect(talkover().requests.at(-1)?.body).toMatchObject({ webhook_url: 'http://a.example/hook' });
});

test.each([
	[
		'create',
		/Webhook URL: must be a web address such as/,
		{ ...CREATE, webhookUrl: 'example.com' },
	],
	['create', /Events: is required/, { ...CREATE, agentEvents: '={{ [] }}' }],
	['create', /Name: is required/, { ...CREATE, name: BLANK }],
	['create', /Delivery Timeout: must be between/, { ...CREATE, additionalFields: { timeout: 4 } }],
	['create', /Max Delivery Retries: must be/, { ...CREATE, additionalFields: { maxRetries: 11 } }],
	[
		'create',
		/Custom Headers.*Header 1, Value: is required|Header 1, Value: is required/,
		{
			...CREATE,
			additionalFields: { customHeaders: { header: [{ key: 'A', value: BLANK }] } },
		},
	],
	[
		'update',
		/There is nothing to change: add at least one field/,
		{ ...agentWebhook, updateFields: {} },
	],
	[
		'update',
		/There is nothing to change/,
		{ ...agentWebhook, campaignUpdateFields: { name: 'A' } },
	],
	['get', /Campaign: must not be "\.\."/, { ...campaignWebhook, campaignId: chosen('..') }],
])(
	'%s is rejected with a message like %s before anything is sent',
	async (operation, message, parameters) => {
		const result = await run(operation, parameters);

		expect(result.error?.message).toMatch(message);
		expect(talkover().requests).toEqual([]);
	},
);

const toggle = (parameters: INodeParameters, more: Parameters<typeof runTalkover>[2] = {}) =>
	runTalkover(talkover(), { resource: 'webhook', operation: 'toggle', ...parameters }, more);

const switched = async (parameters: INodeParameters) => jsonOf(await toggle(parameters))[0];

/** How many times a webhook was toggled. */
const flips = () => talkover().requests.filter(({ method }) => method === 'PATCH').length;

test.each([
	['agent', agentWebhook, SEED.webhookId],
	['campaign', campaignWebhook, SEED.campaignWebhookId],
])(
	'a webhook of the %s is toggled only if its state differs from the requested one',
	async (_name, webhook, id) => {
		expect(await switched(webhook)).toMatchObject({ id, enabled: true });
		expect(flips()).toBe(0);

		expect(await switched({ ...webhook, enabled: false })).toMatchObject({ id, enabled: false });
		expect(await switched({ ...webhook, enabled: false })).toMatchObject({ id, enabled: false });
		expect(flips()).toBe(1);
		expect(stored(id)?.enabled).toBe(false);
	},
);

test('several items that request the same state toggle the webhook once', async () => {
	const result = await toggle({ ...agentWebhook, enabled: false }, { items: [{}, {}, {}] });

	expect(jsonOf(result).map(({ enabled }) => enabled)).toEqual([false, false, false]);
	expect(flips()).toBe(1);
});

test('a toggle whose response is lost is not retried', async () => {
	talkover().fail({ operationId: 'toggleWebhook', fault: { kind: 'resetAfter' }, times: 1 });

	const result = await toggle({ ...agentWebhook, enabled: false });

	expect(flips()).toBe(1);
	expect(stored(SEED.webhookId)?.enabled).toBe(false);
	expect(shownError(result).lines.at(-1)).toBe(
		'Outcome unknown: the request for the disabled webhook may have gone through. Check the webhooks of the agent in Talkover before you run it again',
	);
});

test.each([
	[false, 0, 'Nothing was sent because the outcome of an earlier attempt is unknown'],
	[true, 1, undefined],
])(
	'Retry On Fail does not toggle a webhook twice when resendUnknown is %p',
	async (resendUnknown, looks, message) => {
		talkover().fail({ operationId: 'toggleWebhook', fault: { kind: 'resetAfter' }, times: 1 });
		const parameters = { ...agentWebhook, enabled: false, options: { resendUnknown } };

		const result = await toggle(parameters, {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});

		expect(result.error?.message).toBe(message);
		expect(talkover().requests.filter(({ method }) => method === 'GET')).toHaveLength(1 + looks);
		expect(flips()).toBe(1);
		expect(stored(SEED.webhookId)?.enabled).toBe(false);
	},
);

test('a webhook is not toggled when its current state is unknown', async () => {
	const body = { success: true, data: { id: SEED.webhookId } };
	talkover().fail({ operationId: 'getWebhook', fault: { kind: 'answer', status: 200, body } });

	const result = await toggle(agentWebhook);

	expect(result.error?.message).toContain("This node can't read Talkover's response");
	expect(flips()).toBe(0);
});
