import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

const remove = { resource: 'agent', operation: 'delete', agentId: chosen(SEED.draftAgentId) };

beforeEach(() => {
	skipWaits();
});

test('a deletion succeeds when its response is lost and the retry returns a 404', async () => {
	talkover().fail({ operationId: 'deleteAgent', fault: { kind: 'resetAfter' }, times: 1 });

	const result = await runTalkover(talkover(), remove);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toEqual([{ deleted: true }]);
	expect(talkover().requests.map(({ status }) => status)).toEqual([200, 404]);
});

test('a deletion fails if its first response is lost and the retry is rejected', async () => {
	talkover().fail({ operationId: 'deleteAgent', fault: { kind: 'resetBefore' }, times: 1 });
	talkover().answer(403, {}, { operationId: 'deleteAgent' });

	const { message } = shownError(await runTalkover(talkover(), remove));

	expect(message).toContain('(HTTP 403)');
	expect(talkover().requests).toHaveLength(2);
});

test('deleting an agent that does not exist fails, even when the first request was rate-limited', async () => {
	talkover().state.agents.length = 0;
	talkover().answer(429, {}, { operationId: 'deleteAgent', times: 1 });

	const { message } = shownError(await runTalkover(talkover(), remove));

	expect(message).toMatch(/^Agent: Talkover couldn't find \S+ \(HTTP 404\)/);
	expect(talkover().requests.map(({ status }) => status)).toEqual([429, 404]);
});

test.each([{ deleted: false }])(
	'a deletion fails if the response says that nothing was deleted: %j',
	async (body) => {
		talkover().answer(200, body, { operationId: 'deleteAgent' });

		const { message } = shownError(await runTalkover(talkover(), remove));

		expect(message).toContain("can't read Talkover's response");
	},
);
