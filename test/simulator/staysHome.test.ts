import { Deliveries } from '../../tools/simulator/deliveries/deliveries';
import { seededState } from '../../tools/simulator/state';
import { useDelivering } from '../support/servers/delivering';

const { receiver, webhook, logs, tell } = useDelivering();

test.each([
	'https://example.com/webhook',
	'http://192.168.1.1/',
	'http://10.0.0.1/',
	'http://0.0.0.0/',
	'http://127.0.0.1.example.com/',
	'http://localhost.example.com/',
	'http://evil-localhost/',
	'http://128.0.0.1/',
	'http://[::2]/',
	'http://[fe80::1]/',
	'http://127.0.0.1@example.com/',
	'http://crm.invalid/',
	'data:text/plain,hello',
])('nothing is sent to %s', async (webhook_url) => {
	const fetched = jest.spyOn(globalThis, 'fetch');
	const state = seededState();

	await new Deliveries(state).send({ webhook_url, timeout: 5, max_retries: 0 }, { event: 'e' })
		.last;

	expect(fetched).not.toHaveBeenCalled();
	const status = webhook_url.includes('.invalid') ? 'failed' : 'success';
	expect(state.webhookLogs[0]).toMatchObject({ event: 'e', status });
});

test.each(['http://localhost', 'http://127.1', 'http://0x7f000001', 'HTTP://LOCALHOST'])(
	'%s counts as this machine',
	async (host) => {
		const { port } = new URL(receiver().url);
		const deliveries = new Deliveries(seededState());
		const own = { webhook_url: `${host}:${port}/`, timeout: 5, max_retries: 0 };

		await deliveries.send(own, { event: 'e' }).last;

		expect(receiver().received).toHaveLength(1);
	},
);

test('a receiver cannot redirect a delivery to another host', async () => {
	const { path } = await webhook();
	receiver().answer({ status: 307, headers: { location: `${receiver().url}/elsewhere` } });

	await tell();

	expect(receiver().received.map(({ url }) => url)).toEqual(['/crm?a=1']);
	expect(await logs(path)).toMatchObject([{ status: 'failed', http_status: 307 }]);
});
