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

test('deleting an agent that does not exist fails, even when the first request was rate-limited', async () => {
	talkover().state.agents.length = 0;
	talkover().answer(429, {}, { operationId: 'deleteAgent', times: 1 });

	const { message } = shownError(await runTalkover(talkover(), remove));

	expect(message).toMatch(/^Agent: Talkover couldn't find \S+ \(HTTP 404\)/);
	expect(talkover().requests.map(({ status }) => status)).toEqual([429, 404]);
});

test('a 404 names all parameters whose IDs are in the path, and no other one', async () => {
	const voiceTemplateId = chosen('some-voice');
	const missing = { agentId: chosen('nobody'), trainingId: chosen('nothing'), voiceTemplateId };
	const removeTraining = { resource: 'training', operation: 'delete', ...missing };
	const change = { resource: 'agent', operation: 'updateVoice', ...missing };

	const removed = shownError(await runTalkover(talkover(), removeTraining));
	const changed = shownError(await runTalkover(talkover(), change));

	expect(removed.message).toMatch(
		/^Agent, Training: Talkover couldn't find nobody or nothing \(HTTP 404\)/,
	);
	expect(changed.message).toMatch(/^Agent: Talkover couldn't find nobody \(HTTP 404\)/);
});
