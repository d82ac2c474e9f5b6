import { runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

test('a 404 names all parameters whose IDs are in the path, and no other one', async () => {
	const voiceTemplateId = chosen('some-voice');
	const missing = { agentId: chosen('nobody'), trainingId: chosen('nothing'), voiceTemplateId };
	const remove = { resource: 'training', operation: 'delete', ...missing };
	const change = { resource: 'agent', operation: 'updateVoice', ...missing };

	const removed = shownError(await runTalkover(talkover(), remove));
	const changed = shownError(await runTalkover(talkover(), change));

	expect(removed.message).toMatch(
		/^Agent, Training: Talkover couldn't find nobody or nothing \(HTTP 404\)/,
	);
	expect(changed.message).toMatch(/^Agent: Talkover couldn't find nobody \(HTTP 404\)/);
});
