import { createHmac } from 'node:crypto';

import type { JsonObject } from '../../tools/simulator/contract';
import { Deliveries } from '../../tools/simulator/deliveries/deliveries';
import { SEED, seededState } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook, logs, tell } = useDelivering();

test('an event is delivered with the documented headers and body', async () => {
	const { path } = await webhook({
		custom_headers: [
			{ key: 'X-Webhook-Token', value: 't0ken' },
			{ key: 'X-Tenant', value: 'a b' },
		],
	});

	await tell({ duration: 12 });

	const [received] = receiver().received;
	expect(receiver().received).toHaveLength(1);
	expect(received).toMatchObject({
		method: 'POST',
		url: '/crm?a=1',
		headers: { 'content-type': 'application/json', 'x-webhook-token': 't0ken', 'x-tenant': 'a b' },
		body: {
			event: 'event_action',
			agent_id: SEED.supportAgentId,
			agent_name: 'SupportBot',
			call_id: 'call-1',
			duration: 12,
		},
	});
	expect(Date.parse(String(received?.body.timestamp))).not.toBeNaN();
	expect(Object.keys(received?.headers ?? {}).filter((name) => name.includes('signature'))).toEqual(
		[],
	);
	expect(await logs(path)).toEqual([
		expect.objectContaining({
			event: 'event_action',
			attempt: 1,
			status: 'success',
			http_status: 200,
			request_payload: received?.body,
			response_body: '{"received":true}',
			response_headers: expect.objectContaining({ 'content-type': 'application/json' }),
			duration_ms: expect.any(Number),
			delivered_at: expect.any(String),
		}),
	]);
});

test('a secret signs the body exactly as it is sent', async () => {
	await webhook({ webhook_secret: 's3cret' });

	await tell({ note: 'Zürich' });

	const [received] = receiver().received;
	const digest = createHmac('sha256', 's3cret')
		.update(received?.raw ?? '')
		.digest('hex');
	expect(received?.headers['x-talkover-signature']).toBe(`sha256=${digest}`);
});

test('many deliveries that wait for a retry at the same time are not reported as a leak', async () => {
	const warn = jest.spyOn(process, 'emitWarning').mockReturnValue();
	const deliveries = new Deliveries(seededState(), { retryDelayMs: 60_000 });
	const lost = { webhook_url: 'https://lost.invalid/', timeout: 5, max_retries: 1 };
	const sent = Array.from({ length: 11 }, () => deliveries.send(lost, { event: 'e' }));
	await Promise.all(sent.map(({ first }) => first));

	await deliveries.stop();

	expect(warn).not.toHaveBeenCalled();
	warn.mockRestore();
});

test('the form of the signature is configurable', async () => {
	const state = seededState();
	const signature = { header: 'X-Sig', encoding: 'base64', prefix: '' } as const;
	const deliveries = new Deliveries(state, { signature });
	const settings = { webhook_secret: 's3cret', timeout: 5, max_retries: 0 };

	await deliveries.send({ ...settings, webhook_url: receiver().url }, { event: 'e' }).last;

	const [received] = receiver().received;
	expect(received?.headers['x-sig']).toBe(
		createHmac('sha256', 's3cret').update('{"event":"e"}').digest('base64'),
	);
});

test.each(['PUT', 'PATCH'])('a webhook gets requests with its http_method %s', async (method) => {
	await webhook({ http_method: method });

	await tell();

	expect(receiver().received).toMatchObject([{ method }]);
});

test('a payload template replaces the body of its event', async () => {
	await webhook({
		payload_templates: {
			event_action: {
				id: '{{call.id}}',
				list: ['call {{ call.id }} of {{agent_name}}', 7, null],
				unknown: '{{call.color}} {{nothing}}',
			},
			event_recording: { other: true },
		},
	});

	await tell();

	expect(receiver().received.map(({ body }) => body)).toEqual([
		{
			id: 'call-1',
			list: ['call call-1 of SupportBot', 7, null],
			unknown: '{{call.color}} {{nothing}}',
		},
	]);
});

test.each([
	['is disabled', { enabled: false }],
	['is not subscribed to the event', { events: ['event_action_failed'] }],
])('a webhook that %s receives nothing', async (_what, settings) => {
	const { path } = await webhook(settings);

	await tell();

	expect(receiver().received).toEqual([]);
	expect(await logs(path)).toEqual([]);
});

test('the test endpoint delivers the documented body', async () => {
	const { id, path } = await webhook();

	const { status, body } = await ask('POST', `${path}/test`);

	expect(status).toBe(200);
	expect(body.data).toEqual({ status_code: 200, response_time: expect.any(Number) });
	expect(receiver().received.map((each) => each.body)).toEqual([
		{
			event: 'webhook.test',
			agent_id: SEED.supportAgentId,
			agent_name: 'SupportBot',
			webhook_id: id,
			webhook_name: 'CRM',
			timestamp: expect.any(String),
			test: true,
		},
	]);
});

test('the test endpoint retries as many times as the webhook allows, and reports the last attempt', async () => {
	const { path } = await webhook({ max_retries: 1 });
	receiver().answer(500, 500);

	const { body } = await ask('POST', `${path}/test`);

	expect(body).toEqual({
		success: false,
		message: 'Webhook test failed: HTTP 500 Internal Server Error',
	});
	expect(receiver().received).toHaveLength(2);
});

test('the test endpoint of a campaign delivers an event that its webhook is subscribed to', async () => {
	const events = ['campaign.completed'];
	const { path } = await webhook({ events }, `/campaigns/${SEED.activeCampaignId}`);

	const { body } = await ask('POST', `${path}/test`);
	await talkover().idle();

	expect(body).toEqual({ success: true, message: 'Test payload dispatched' });
	expect(receiver().received.map((each) => each.body)).toMatchObject([
		{ event: 'campaign.completed', campaign_id: SEED.activeCampaignId, test: true },
	]);
});

test('the retry endpoint delivers again with the current settings', async () => {
	const { path } = await webhook();
	receiver().answer(500);
	await tell();
	const [failed] = await logs(path);
	await ask('PUT', path, { webhook_url: `${receiver().url}/new`, http_method: 'PUT' });

	const { status, body } = await ask('POST', `${path}/logs/${String(failed?.id)}/retry`);
	await talkover().idle();

	expect(status).toBe(200);
	const [first, second] = receiver().received;
	expect(second).toMatchObject({ method: 'PUT', url: '/new', raw: first?.raw });
	expect(await logs(path)).toMatchObject([
		{ id: (body.data as JsonObject).log_id, attempt: 2, status: 'success' },
		{ id: failed?.id, attempt: 1, status: 'failed' },
	]);
});
