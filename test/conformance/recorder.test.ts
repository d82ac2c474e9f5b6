import { conformance } from '../../tools/conformance/conformance';
import type { Recorder } from '../../tools/conformance/recorder';
import { startRecorder } from '../../tools/conformance/recorder';
import { exitCodeOf } from '../../tools/conformance/report';
import { resources } from '../../nodes/Talkover/resources';
import { closedAddress } from '../support/servers/closedAddress';
import { useLocalServer } from '../support/servers/localServer';
import { useReceiver } from '../support/servers/receiver';

const base = useReceiver();
/** Another origin, which must never receive the token. */
const elsewhere = useReceiver();

const TOKEN = 'talq_recorded_token';
const headers = { authorization: `Bearer ${TOKEN}` };

const open: Recorder[] = [];
afterEach(async () => {
	for (const recorder of open.splice(0)) await recorder.close();
});

async function recorderFor(baseUrl: string): Promise<Recorder> {
	const recorder = await startRecorder(baseUrl);
	open.push(recorder);
	return recorder;
}

test('a request is forwarded to the Base URL with its query, headers and body, and its response is returned', async () => {
	const recorder = await recorderFor(`${base().url}/api/v1`);
	const content = JSON.stringify({ name: 'São João' });
	base().answer({ status: 201, headers: { 'x-ratelimit-remaining': '7' }, body: '{"id":1}' });

	const response = await fetch(`${recorder.url}/agents?ids[]=a%20b`, {
		method: 'PUT',
		headers: { ...headers, 'content-type': 'application/json' },
		body: content,
	});

	expect(response.status).toBe(201);
	expect(response.headers.get('x-ratelimit-remaining')).toBe('7');
	expect(await response.json()).toEqual({ id: 1 });
	const [received] = base().received;
	expect(received).toMatchObject({
		method: 'PUT',
		url: '/api/v1/agents?ids[]=a%20b',
		raw: content,
	});
	expect(received?.headers).toMatchObject(headers);
	expect(recorder.take()).toEqual([
		{
			method: 'PUT',
			path: '/agents',
			status: 201,
			contentType: 'application/json',
			body: '{"id":1}',
		},
	]);
	expect(recorder.take()).toEqual([]);
});

test.each([301, 302, 303, 307, 308])('the token follows no redirect (%i)', async (status) => {
	base().answer({ status, headers: { location: `${elsewhere().url}/collect` } });

	const result = await conformance({
		baseUrl: `${base().url}/api/v1`,
		token: TOKEN,
		resources: resources.filter(({ value }) => value === 'agent').slice(0, 1),
	});

	expect(base().received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
	expect(elsewhere().received).toEqual([]);
	expect(result.rows[0]).toMatchObject({ outcome: 'failed', responses: [{ status }] });
	expect(exitCodeOf(result, false)).toBe(1);
});

test('the reason is recorded if there is no response', async () => {
	const own = await recorderFor(await closedAddress());

	await expect(fetch(`${own.url}/agents`)).rejects.toThrow('fetch failed');

	expect(own.take()).toEqual([
		{ method: 'GET', path: '/agents', body: '', failure: 'ECONNREFUSED' },
	]);
});

let arrived: () => void;
let hungUp: () => void;
/** A server that never responds. */
const silent = useLocalServer((_request, response) => {
	response.on('close', () => {
		hungUp();
	});
	arrived();
});

test('a request that the node aborts is aborted at the Base URL too', async () => {
	const arrival = new Promise<void>((resolve) => (arrived = resolve));
	const hangUp = new Promise<void>((resolve) => (hungUp = resolve));
	const own = await recorderFor(silent());
	const waiting = new AbortController();

	const request = fetch(`${own.url}/agents`, { signal: waiting.signal });
	await arrival;
	waiting.abort();

	await expect(request).rejects.toThrow('abort');
	await hangUp;
	expect(own.take()).toEqual([expect.objectContaining({ failure: 'TIMEOUT' })]);
});
