import { runTalkover } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

test('what equals a creation without a response is created after the look for that one', async () => {
	skipWaits();
	const parameters = { resource: 'agent', operation: 'create', name: 'Sales' };
	talkover().fail({ operationId: 'createAgent', fault: { kind: 'resetAfter' }, times: 1 });

	await runTalkover(talkover(), parameters, {
		items: [{}, {}],
		settings: { onError: 'continueRegularOutput' },
	});

	const asked = talkover().requests.map(({ operationId }) => operationId);
	expect(asked.slice(0, 2)).toEqual(['createAgent', 'listAgents']);
	expect(asked.filter((each) => each === 'createAgent')).toHaveLength(2);
});
