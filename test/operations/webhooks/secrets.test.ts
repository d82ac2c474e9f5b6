import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import type { Answer } from '../../support/servers/receiver';
import { useReceiver } from '../../support/servers/receiver';

/** An API that returns what it documents as never returned. */
const talkover = useReceiver();

const WEBHOOK = {
	id: SEED.webhookId,
	name: 'CRM',
	enabled: true,
	webhook_secret: 's3cret-key',
	custom_headers: [{ key: 'X-Talkover-Token', value: 's3cret-header' }],
	authorization: 'Basic s3cret-login',
};
const LOG = {
	id: 'log-1',
	event: 'event_recording',
	request_headers: { 'X-Talkover-Token': 's3cret-header' },
	request_payload: { call_id: 'call-1' },
	response_body: '{"headers":{"X-Talkover-Token":"s3cret-header"}}',
};

const agent = { source: 'agent', agentId: chosen(SEED.supportAgentId) };
const campaign = { source: 'campaign', campaignId: chosen(SEED.activeCampaignId) };
const webhookId = chosen(SEED.webhookId);

const access = () => ({ url: talkover().url, token: 'talq_token' });
const answerWith = (data: object) => {
	const pagination = { current_page: 1, last_page: 1 };
	return { status: 200, body: JSON.stringify({ success: true, data, pagination }) };
};

const CREATE = {
	operation: 'create',
	name: 'CRM',
	webhookUrl: 'https://example.com/crm',
	agentEvents: ['event_recording'],
	campaignEvents: ['event_recording'],
};

test.each<[string, INodeParameters, object]>([
	['Create', CREATE, WEBHOOK],
	['Get', { operation: 'get' }, WEBHOOK],
	['Get Many', { operation: 'getMany', returnAll: true }, { webhooks: [WEBHOOK] }],
	['Update', { operation: 'update' }, { webhook: WEBHOOK }],
	['Enable or Disable', { operation: 'toggle', enabled: true }, WEBHOOK],
	['Get Logs', { operation: 'getLogs', returnAll: true }, [LOG]],
	['Retry Delivery', { operation: 'retryDelivery', logId: chosen('log-1') }, LOG],
	['Test', { operation: 'test' }, LOG],
])('the raw output of Webhook: %s hides secrets and headers', async (_name, parameters, data) => {
	for (const owner of [agent, campaign]) {
		talkover().answer(answerWith(data));

		const result = await runTalkover(access(), {
			...{ resource: 'webhook', simplify: false, ...owner, webhookId, ...parameters },
			updateFields: { name: 'CRM' },
			campaignUpdateFields: { name: 'CRM' },
		});

		expect(result.error).toBeUndefined();
		const text = JSON.stringify(jsonOf(result));
		expect(text).toContain('[hidden]');
		expect(text).toContain('X-Talkover-Token');
		expect(JSON.stringify(result.run)).not.toContain('s3cret');
	}
});

test.each<[string, INodeParameters, object]>([
	[
		'Agent Action: Get Many',
		{ resource: 'action', operation: 'getMany', ...agent, returnAll: true },
		[{ id: 'a1', custom_headers: WEBHOOK.custom_headers, config: { api_key: 's3cret' } }],
	],
	[
		'SIP Trunk: Get',
		{ resource: 'sipTrunk', operation: 'get', trunkId: chosen('trunk-uuid-1') },
		{ id: 't1', password: 's3cret' },
	],
	[
		'Campaign: Get SFTP Logs',
		{ resource: 'campaign', operation: 'getSftpLogs', ...campaign, returnAll: true },
		[{ id: 'l1', connection: { password: 's3cret', private_key: 's3cret' } }],
	],
	[
		'Agent: Get',
		{ resource: 'agent', operation: 'get', ...agent },
		{ id: 'a1', webhooks: [WEBHOOK] },
	],
])('the raw output of %s hides secrets', async (_name, parameters, data) => {
	talkover().answer(answerWith(data));

	const result = await runTalkover(access(), { simplify: false, ...parameters });

	expect(result.error).toBeUndefined();
	expect(JSON.stringify(jsonOf(result))).toContain('[hidden]');
	expect(JSON.stringify(result.run)).not.toContain('s3cret');
});

const INCLUDED = {
	...{ webhook_secret: 's3cret-key', custom_headers: WEBHOOK.custom_headers },
	actions: [{ id: 'x', authorization: 's3cret-login', custom_headers: WEBHOOK.custom_headers }],
	settings: { sip: { password: 's3cret' } },
};

test.each<[string, INodeParameters, string?]>([
	['Agent: Publish', { resource: 'agent', operation: 'publish', ...agent }],
	['Agent: Get', { resource: 'agent', operation: 'get', ...agent }],
	[
		'Campaign: Update Status',
		{ resource: 'campaign', operation: 'updateStatus', ...campaign, status: 'paused' },
		SEED.activeCampaignId,
	],
	['Calendar: Get Many', { resource: 'calendar', operation: 'getMany', returnAll: true }],
])(
	'secrets in the response to %s are hidden at any depth',
	async (_name, parameters, id = 'a1') => {
		const data = { ...INCLUDED, id, status: 'paused' };
		talkover().answer(...Array<Answer>(3).fill(answerWith(data)));

		const result = await runTalkover(access(), { simplify: false, ...parameters });

		expect(talkover().received.length).toBeGreaterThan(0);
		expect(JSON.stringify(result.run)).toContain('[hidden]');
		expect(JSON.stringify(result.run)).not.toContain('s3cret');
	},
);

test('a secret in a response that cannot be read is not in the error', async () => {
	talkover().answer({ status: 200, body: JSON.stringify([{ webhook_secret: 's3cret' }]) });
	const parameters = { resource: 'agent', operation: 'publish', ...agent };

	const result = await runTalkover(access(), parameters);

	expect(result.error?.message).toContain('[hidden]');
	expect(JSON.stringify(result.run)).not.toContain('s3cret');
});

test('the stored data of a failed execution contains no secret of a webhook that it created', async () => {
	talkover().answer(answerWith(WEBHOOK), 422);
	const parameters = { resource: 'webhook', ...agent, ...CREATE, name: '={{ $json.name }}' };

	const { run, error } = await runTalkover(access(), parameters, {
		items: [{ name: 'CRM' }, { name: 'ERP' }],
	});

	expect(error).toBeDefined();
	expect(JSON.stringify(run.data)).toContain('[hidden]');
	expect(JSON.stringify(run.data)).not.toContain('s3cret');
});
