import { inspect } from 'node:util';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

import { withContext } from '../../support/n8n/nodeContext';
import { chosen } from '../../support/n8n/parameterValues';
import { redirect, useFileHost } from '../../support/servers/fileHost';
import { GET_DEMO } from '../../support/n8n/getDemo';
import type { Answer } from '../../support/servers/receiver';
import { useReceiver } from '../../support/servers/receiver';
import { skipWaits } from '../../support/time/skippedTime';
import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import type { RunResult } from '../../../tools/harness/workflow';

const TOKEN = 'talq_4f9c2b7e1a6d8035';
const LINK = `https://talkover.example/agents?token=${TOKEN}&page=2`;

/** A response that repeats the token wherever the node reads something. */
const ECHO = {
	message: `The token ${TOKEN} is used at ${LINK}`,
	errors: { [TOKEN]: [`Not ${TOKEN}`], name: [LINK] },
	code: TOKEN,
	data: { id: TOKEN, name: LINK, nested: { [TOKEN]: [TOKEN] }, warning: TOKEN },
	links: { next: LINK },
};

const talkover = useReceiver();
const files = useFileHost();

/** What the node has told n8n's log and the browser's console. */
const told: unknown[] = [];

beforeEach(() => {
	told.length = 0;
	skipWaits();
	const logger = Container.get(Logger);
	for (const level of ['debug', 'info', 'warn', 'error'] as const) {
		jest.spyOn(logger, level).mockImplementation((...line) => void told.push(...line));
	}
	withContext((context) => {
		context.sendMessageToUI = (...lines) => void told.push(...lines);
	});
});

const CREATE = { resource: 'agent', operation: 'create', name: 'A' };
const GET_MANY = { resource: 'agent', operation: 'getMany', returnAll: true, simplify: false };

const credential = () => ({ url: talkover().url, token: TOKEN });

/** What n8n stores and shows of an execution, its errors with their causes, and what was logged. */
function traceOf(result: RunResult): string {
	const { run, error } = result;
	return [
		JSON.stringify(run),
		inspect(error, { depth: Infinity, showHidden: true }),
		inspect(told, { depth: Infinity, showHidden: true }),
	].join('\n');
}

const answerOf = (status: number, headers: Record<string, string> = {}): Answer => ({
	status,
	headers,
	body: JSON.stringify(ECHO),
});
const slow = { 'retry-after': '30', 'x-ratelimit-remaining': TOKEN };

test.each<[string, (Answer | 'never')[]]>([
	['succeeds', [answerOf(200)]],
	['is rejected', [answerOf(422)]],
	['is rejected because of the token', [answerOf(401, { 'www-authenticate': TOKEN })]],
	['has to wait', [answerOf(429, slow), answerOf(429, slow), answerOf(200)]],
	['fails in Talkover', Array.from({ length: 12 }, () => answerOf(500))],
	['is redirected', [answerOf(302, { location: LINK })]],
	['has a web page for a response', [{ status: 200, body: `<html><title>${TOKEN}` }]],
	['has broken JSON for a response', [{ status: 200, body: `{"message":"${TOKEN}` }]],
])('neither the execution nor the log has the token if a request %s', async (_what, answers) => {
	for (const parameters of [CREATE, GET_MANY]) {
		for (const settings of [{}, { onError: 'continueRegularOutput' as const }]) {
			talkover().answer(...answers);
			const result = await runTalkover(credential(), parameters, { settings });

			expect(talkover().received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
			expect(traceOf(result)).not.toContain(TOKEN);
		}
	}
});

test('neither the execution nor the log contains the token if the connection is lost', async () => {
	talkover().answer(...Array<'never'>(6).fill('never'));
	const cut = setInterval(() => {
		talkover().hangUp();
	}, 5);
	try {
		const result = await runTalkover(credential(), GET_MANY);

		expect(result.error?.message).toContain('ECONNRESET');
		expect(traceOf(result)).not.toContain(TOKEN);
	} finally {
		clearInterval(cut);
	}
});

test('a link in a response contains no token when it becomes output', async () => {
	talkover().answer(answerOf(200));

	const get = { resource: 'agent', operation: 'get', agentId: chosen('a'), simplify: false };
	const [agent] = jsonOf(await runTalkover(credential(), get));

	expect(agent?.name).toBe('https://talkover.example/agents?token=[API token]&page=2');
});

test('a link to a file is opened without the token that a response has put into it', async () => {
	const requested: unknown[] = [];
	files().serve((response, path) => {
		requested.push(path);
		if (path.startsWith('/first')) redirect(response, 302, '/second');
		else response.end('content');
	});
	const url = `${files().url}/first?token=${TOKEN}`;
	talkover().answer({ status: 200, body: JSON.stringify({ mp3_url: url }) });

	const result = await runTalkover(credential(), GET_DEMO);

	expect(result.error).toBeUndefined();
	expect(requested).toEqual(['/first?token=[API%20token]', '/second']);
});
