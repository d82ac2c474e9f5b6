import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SEED } from '../../../tools/simulator/state';
import { useReceiver } from '../../support/servers/receiver';
import { skipWaits } from '../../support/time/skippedTime';
import { runTalkover, shownError } from '../../../tools/harness/talkoverNode';

const TOKEN = 'talq_s3cret/+|0123456789';
const NESTED = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

const GET_MANY = {
	resource: 'phoneNumber',
	operation: 'getMany',
	simplify: false,
};
const MAKE_CALL = {
	resource: 'call',
	operation: 'make',
	agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
	phone: '+12135000000',
	rules: { skipIfActive: false },
};

const talkover = useReceiver();

beforeEach(() => {
	skipWaits();
});

async function run(parameters: typeof GET_MANY | typeof MAKE_CALL) {
	return runTalkover({ url: talkover().url, token: TOKEN }, parameters);
}

describe('a response nested 100,000 levels deep is rejected', () => {
	test('a call whose response is nested too deeply has an unknown outcome', async () => {
		talkover().answer({ status: 201, body: `{"success":true,"data":${NESTED}}` });

		const { message, lines } = shownError(await run(MAKE_CALL));

		expect(message).toMatch(/^Outcome unknown: the call to .*The response is nested too deeply/);
		expect(lines.join('\n')).toContain('Check the calls of the agent in Talkover');
	});

	test('an error response that is nested too deeply is reported by its status', async () => {
		talkover().answer({ status: 422, body: `{"message":"No","errors":${NESTED}}` });

		expect(shownError(await run(GET_MANY)).message).toBe(
			'Talkover rejected the request (HTTP 422) – The response is nested too deeply',
		);
	});
});

test('a response that arrives one byte at a time is aborted after the timeout', async () => {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		let left = 200;
		const timer = setInterval(() => {
			if (left-- > 0) response.write(' ');
			else response.end('{"success":true,"data":[]}');
		}, 50);
		response.on('close', () => {
			clearInterval(timer);
			server.close();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const closed = once(server, 'close');
	const { port } = server.address() as AddressInfo;

	const result = await runTalkover({ url: `http://127.0.0.1:${port}`, token: TOKEN }, MAKE_CALL, {
		credential: { timeout: 1 },
	});

	expect(shownError(result).message).toContain("Talkover didn't respond within 1 second");
	await closed;
});
