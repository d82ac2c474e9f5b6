import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
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
const webhookId = chosen(SEED.webhookId);

const access = () => ({ url: talkover().url, token: 'talq_token' });
const answerWith = (data: object) => {
	const pagination = { current_page: 1, last_page: 1 };
	return { status: 200, body: JSON.stringify({ success: true, data, pagination }) };
};

test.each<[string, INodeParameters, object]>([
	['Webhook: Get', { resource: 'webhook', operation: 'get' }, WEBHOOK],
	['Webhook: Get Logs', { resource: 'webhook', operation: 'getLogs', returnAll: true }, [LOG]],
	['Agent: Get', { resource: 'agent', operation: 'get' }, { id: 'a1', webhooks: [WEBHOOK] }],
])('the raw output of %s hides secrets and headers', async (_name, parameters, data) => {
	talkover().answer(answerWith(data));

	const result = await runTalkover(access(), {
		...{ simplify: false, ...agent, webhookId },
		...parameters,
	});

	expect(result.error).toBeUndefined();
	const text = JSON.stringify(jsonOf(result));
	expect(text).toContain('[hidden]');
	expect(text).toContain('X-Talkover-Token');
	expect(JSON.stringify(result.run)).not.toContain('s3cret');
});

test('a secret in a response that cannot be read is not in the error', async () => {
	talkover().answer({ status: 200, body: JSON.stringify([{ webhook_secret: 's3cret' }]) });
	const parameters = { resource: 'agent', operation: 'publish', ...agent };

	const result = await runTalkover(access(), parameters);

	expect(result.error?.message).toContain('[hidden]');
	expect(JSON.stringify(result.run)).not.toContain('s3cret');
});

test('the stored data of a failed execution contains no secret of a webhook that it created', async () => {
	talkover().answer(answerWith(WEBHOOK), 422);
	const parameters = {
		...{ resource: 'webhook', operation: 'create', ...agent, name: '={{ $json.name }}' },
		...{ webhookUrl: 'https://example.com/crm', agentEvents: ['event_recording'] },
	};

	const { run, error } = await runTalkover(access(), parameters, {
		items: [{ name: 'CRM' }, { name: 'ERP' }],
	});

	expect(error).toBeDefined();
	expect(JSON.stringify(run.data)).toContain('[hidden]');
	expect(JSON.stringify(run.data)).not.toContain('s3cret');
});
