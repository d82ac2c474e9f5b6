import { openContract, operationOf, otherAnswers } from '../../../tools/simulator/contract';
import { withFileLinks } from '../../../tools/simulator/files';
import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import { CASES } from '../../../tools/operations/documented';

const talkover = useSimulator();

test('the node reads every response that another publication shows', async () => {
	const contract = openContract();
	const { host } = new URL(talkover().url);
	const answers = CASES.flatMap(({ name, resource, operation, example }) =>
		otherAnswers(operationOf(contract, example.operationId)).map((answer) => ({
			...answer,
			name,
			operationId: example.operationId,
			panel: { resource, operation: operation.value, limit: 1, ...example.parameters },
		})),
	);
	const unread: unknown[] = [];
	for (const { name, source, status, body, operationId, panel } of answers) {
		const { sent } = withFileLinks({ sent: body }, { host });
		talkover().answer(status, sent, { operationId, times: 1 });

		const result = await runTalkover(talkover(), panel);

		const [item = {}] = jsonOf(result);
		const isRead = !result.error && Object.keys(item).length > 0;
		if (!isRead) unread.push({ name, source, status, error: result.error?.message });
	}

	expect(answers.length).toBeGreaterThan(20);
	expect(unread).toEqual([]);
});
