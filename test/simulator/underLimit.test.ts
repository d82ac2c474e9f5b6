import type { Simulator } from '../../tools/simulator/simulator';
import { startSimulator } from '../../tools/simulator/simulator';

const LIMIT = { form: 'fixedWindow', requests: 3, perMs: 3000, headers: 'resetEpochMs' } as const;

let now = Date.UTC(2026, 0, 1, 12, 0, 0);
let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ now: () => now });
});
afterEach(() => {
	expect(simulator.violations).toEqual([]);
	simulator.reset();
});
afterAll(() => simulator.close());

async function ask(method: string, path: string, body = {}) {
	const response = await fetch(simulator.url + path, {
		method,
		headers: { authorization: `Bearer ${simulator.token}`, 'content-type': 'application/json' },
		...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
	});
	const told = ['limit', 'remaining', 'reset'].map((name) =>
		response.headers.get(`x-ratelimit-${name}`),
	);
	return { status: response.status, told, json: await response.json() };
}

test('a request over the limit gets the documented 429, and the next window allows it', async () => {
	simulator.limit({ ...LIMIT, requests: 1 });

	const reset = String(now + LIMIT.perMs);
	expect(await ask('GET', '/phone-numbers')).toMatchObject({
		status: 200,
		told: ['1', '0', reset],
	});
	expect(await ask('GET', '/phone-numbers')).toEqual({
		status: 429,
		told: ['1', '0', reset],
		json: { success: false, message: 'Too many requests. Please try again later.' },
	});
	now += LIMIT.perMs;
	expect(await ask('GET', '/phone-numbers')).toMatchObject({ status: 200 });
});

test('a request over the limit changes nothing and uses up no fault', async () => {
	simulator.limit({ ...LIMIT, form: 'tokenBucket', requests: 1 });
	const agents = simulator.state.agents.length;
	await ask('GET', '/phone-numbers');
	simulator.answer(500, {}, { times: 1 });

	expect(await ask('POST', '/agents', { name: 'A' })).toMatchObject({ status: 429 });
	expect(simulator.state.agents).toHaveLength(agents);
	now += LIMIT.perMs;
	expect(await ask('GET', '/phone-numbers')).toMatchObject({
		status: 500,
		told: ['1', '0', expect.any(String)],
	});
});

const LIMITED = { code: 'RATE_LIMIT_EXCEEDED', message: expect.any(String) as string };
const WITH_DELAY = { ...LIMITED, details: { retry_after: 3 } };
const SENTENCE = { message: expect.any(String) as string };

test.each<[string, string, unknown, unknown]>([
	['GET', '/phone-numbers', { success: false, ...SENTENCE }, { error: WITH_DELAY }],
	// The page of this operation shows `message`, so it stays.
	[
		'POST',
		'/agents',
		{ success: false, ...SENTENCE },
		expect.objectContaining({ ...SENTENCE, error: WITH_DELAY }),
	],
	// The page of this operation shows `error`, even if no delay is reported.
	['POST', '/agents/any/call', { error: LIMITED }, { error: WITH_DELAY }],
])(
	'a %s %s over the limit is rejected in the form of its page',
	async (method, path, withoutDelay, withDelay) => {
		for (const [headers, json] of [
			['none', withoutDelay],
			['bodyRetryAfter', withDelay],
		] as const) {
			simulator.limit({ ...LIMIT, requests: 0, headers });
			const told = [null, null, null];
			expect(await ask(method, path)).toEqual({ status: 429, told, json });
		}
	},
);

test("a reset removes the limit, and requests are logged with the simulator's own clock", async () => {
	simulator.limit({ ...LIMIT, requests: 0 });
	simulator.reset();

	expect(await ask('GET', '/phone-numbers')).toMatchObject({
		status: 200,
		told: [null, null, null],
	});
	expect(simulator.requests).toEqual([
		expect.objectContaining({ receivedAt: now, answeredAt: now }),
	]);
});
