import { SEED } from '../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

const remove = {
	resource: 'agent',
	operation: 'delete',
	agentId: { __rl: true, mode: 'id', value: SEED.draftAgentId },
};

beforeEach(() => {
	skipWaits();
});

afterEach(() => {
	jest.restoreAllMocks();
});

test('a deletion whose answer was lost is not reported as an agent that does not exist', async () => {
	talkover().fail({ operationId: 'deleteAgent', fault: { kind: 'resetAfter' }, times: 1 });

	const result = await runTalkover(talkover(), remove);

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toEqual([{ deleted: true }]);
	expect(talkover().requests.map(({ status }) => status)).toEqual([200, 404]);
});

test('an agent that never was there is reported, also when there were too many requests before', async () => {
	talkover().state.agents.length = 0;
	talkover().fail({
		operationId: 'deleteAgent',
		fault: { kind: 'answer', status: 429, body: {} },
		times: 1,
	});

	const { message } = shownError(await runTalkover(talkover(), remove));

	expect(message).toContain('Talkover could not find what was asked for');
	expect(talkover().requests.map(({ status }) => status)).toEqual([429, 404]);
});
