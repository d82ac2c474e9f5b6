import { Deliveries } from '../../tools/simulator/deliveries/deliveries';
import { seededState } from '../../tools/simulator/state';
import { closedAddress } from '../support/servers/closedAddress';
import { useDelivering } from '../support/servers/delivering';

const { talkover, receiver, ask, webhook, logs, tell } = useDelivering();

test('a failed delivery is retried, and each attempt has its own log', async () => {
	const { id, path } = await webhook({ max_retries: 3 });
	receiver().answer(500, { status: 302, headers: { location: '/elsewhere' } });

	await tell();

	const [first, ...again] = receiver().received.map(({ raw }) => raw);
	expect(again).toEqual([first, first]);
	expect(receiver().received.map(({ url }) => url)).toEqual(Array(3).fill('/crm?a=1'));
	const failed = { webhook_id: id, event: 'event_action', status: 'failed' };
	expect(await logs(path)).toEqual([
		expect.objectContaining({ attempt: 3, status: 'success', http_status: 200 }),
		expect.objectContaining({ ...failed, attempt: 2, http_status: 302, error: 'Found' }),
		expect.objectContaining({
			...failed,
			attempt: 1,
			http_status: 500,
			error: 'Internal Server Error',
		}),
	]);
	const [, , oldest] = await logs(path);
	expect(oldest).not.toHaveProperty('delivered_at');
	expect(oldest).not.toHaveProperty('response_body');
});

test('a failed delivery is abandoned after max_retries additional attempts', async () => {
	const { path } = await webhook({ max_retries: 2 });
	receiver().answer(503, 503, 503, 503);

	await tell();

	expect(receiver().received).toHaveLength(3);
	expect((await logs(path)).map(({ attempt, status }) => [attempt, status])).toEqual([
		[3, 'failed'],
		[2, 'failed'],
		[1, 'failed'],
	]);
});

test('a delivery without a response in time fails with a timeout', async () => {
	const { id, path } = await webhook();
	// Talkover allows no timeout below 5 seconds.
	Object.assign(talkover().state.webhooks.find((each) => each.id === id) ?? {}, { timeout: 0.05 });
	receiver().answer('never');

	await tell();

	expect(await logs(path)).toMatchObject([{ status: 'failed', error: 'Connection timeout' }]);
	expect((await logs(path))[0]).not.toHaveProperty('http_status');
});

test('a delivery to a port where nothing listens fails with a refused connection', async () => {
	const { path } = await webhook({ webhook_url: await closedAddress() });

	await tell();

	expect(await logs(path)).toMatchObject([{ status: 'failed', error: 'Connection refused' }]);
});

test.each([
	['disabled', (path: string) => ask('PATCH', `${path}/toggle`)],
	['deleted', (path: string) => ask('DELETE', path)],
])('a failed delivery is not retried after its webhook was %s', async (_what, change) => {
	const { id, path } = await webhook({ max_retries: 10 });
	let goOn: (waited: boolean) => void = () => undefined;
	const wait = async () => new Promise<boolean>((resolve) => (goOn = resolve));
	const deliveries = new Deliveries(talkover().state, { wait });
	const own = talkover().state.webhooks.find((each) => each.id === id) ?? {};
	receiver().answer(500);

	const { first, last } = deliveries.send(own, { event: 'event_action' });
	await first;
	expect(await logs(path)).toMatchObject([{ attempt: 1, status: 'retrying' }]);
	await change(path);
	goOn(true);

	expect(await last).toMatchObject({ attempt: 1, status: 'failed' });
	expect(receiver().received).toHaveLength(1);
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
