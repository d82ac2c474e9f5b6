import { createHmac } from 'node:crypto';

import { Deliveries } from '../../tools/simulator/deliveries/deliveries';
import { SEED, seededState } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook, logs, tell } = useDelivering();

test('an event is delivered with the documented headers and body, which is signed as it is sent', async () => {
	const { path } = await webhook({
		custom_headers: [{ key: 'X-Webhook-Token', value: 't0ken' }],
		http_method: 'PUT',
		webhook_secret: 's3cret',
	});

	await tell({ duration: 12, note: 'Zürich' });

	const [received, ...others] = receiver().received;
	expect(others).toEqual([]);
	const digest = createHmac('sha256', 's3cret').update(String(received?.raw)).digest('hex');
	expect(received).toMatchObject({
		method: 'PUT',
		url: '/crm?a=1',
		headers: {
			'content-type': 'application/json',
			'x-webhook-token': 't0ken',
			'x-talkover-signature': `sha256=${digest}`,
		},
		body: {
			event: 'event_action',
			agent_id: SEED.supportAgentId,
			agent_name: 'SupportBot',
			call_id: 'call-1',
			duration: 12,
		},
	});
	expect(await logs(path)).toMatchObject([
		{
			event: 'event_action',
			attempt: 1,
			status: 'success',
			http_status: 200,
			request_payload: received?.body,
			response_body: '{"received":true}',
		},
	]);
});

test.each([
	['is disabled', { enabled: false }],
	['is not subscribed to the event', { events: ['event_action_failed'] }],
])('a webhook that %s receives nothing', async (_what, settings) => {
	await webhook(settings);

	await tell();

	expect(receiver().received).toEqual([]);
});

test('a failed delivery is retried max_retries times, and each attempt has its own log', async () => {
	const { path } = await webhook({ max_retries: 2 });
	receiver().answer(500, 503, 503, 200);

	await tell();

	const [first, ...again] = receiver().received.map(({ raw }) => raw);
	expect(again).toEqual([first, first]);
	expect(await logs(path)).toMatchObject([
		{ attempt: 3, status: 'failed', http_status: 503 },
		{ attempt: 2, status: 'failed', http_status: 503 },
		{ attempt: 1, status: 'failed', http_status: 500, error: 'Internal Server Error' },
	]);
});

test('a reset ends deliveries in progress and forgets them', async () => {
	await webhook({ max_retries: 10 });
	receiver().answer('never');
	const told = tell();
	while (receiver().waiting === 0) await new Promise(setImmediate);

	talkover().reset();
	await told;

	expect(receiver().received).toHaveLength(1);
	expect(talkover().state.webhookLogs).toEqual(seededState().webhookLogs);
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

test.each([
	'https://example.com/webhook',
	'http://192.168.1.1/',
	'http://0.0.0.0/',
	'http://127.0.0.1.example.com/',
	'http://evil-localhost/',
	'http://128.0.0.1/',
	'http://[fe80::1]/',
	'http://127.0.0.1@example.com/',
	'http://crm.invalid/',
])('nothing is sent to %s', async (webhook_url) => {
	const fetched = jest.spyOn(globalThis, 'fetch');
	const state = seededState();

	await new Deliveries(state).send({ webhook_url, timeout: 5, max_retries: 0 }, { event: 'e' })
		.last;

	expect(fetched).not.toHaveBeenCalled();
	const status = webhook_url.includes('.invalid') ? 'failed' : 'success';
	expect(state.webhookLogs[0]).toMatchObject({ event: 'e', status });
});

test('a receiver cannot redirect a delivery to another host', async () => {
	const { path } = await webhook();
	receiver().answer({ status: 307, headers: { location: `${receiver().url}/elsewhere` } });

	await tell();

	expect(receiver().received.map(({ url }) => url)).toEqual(['/crm?a=1']);
	expect(await logs(path)).toMatchObject([{ status: 'failed', http_status: 307 }]);
});
