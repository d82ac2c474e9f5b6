import { inspect } from 'node:util';

import type { INodeParameters } from 'n8n-workflow';

import type { Book } from '../../../nodes/Talkover/account/book';
import { enterAccount } from '../../../nodes/Talkover/account/sharedAccounts';
import { accountOf } from '../../../nodes/Talkover/api/account';
import { createPause } from '../../../nodes/Talkover/api/pacing/clock';
import { SEED } from '../../../tools/simulator/state';
import { jsonOf, runTalkover, startTalkover } from '../../../tools/harness/talkoverNode';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const NUMBER = '+12125001111';
const MAKE: INodeParameters = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: NUMBER,
};

const talkover = useSimulator();

/** What the executions of this process share. */
function shared(): Book {
	const { url, token } = talkover();
	const pause = createPause(undefined);
	const { book } = enterAccount(accountOf(url, token), { pause });
	pause.end();
	return book;
}

test('an execution that is stopped while it waits for another one sends nothing', async () => {
	const turn = jest.spyOn(shared(), 'turn');
	const release = talkover().hold({ operationId: 'makeCall' });
	const first = await startTalkover(talkover(), MAKE);
	await talkover().received(2);
	const second = await startTalkover(talkover(), MAKE);
	while (turn.mock.calls.length < 2) await new Promise((resolve) => setImmediate(resolve));

	second.stop();

	expect((await second.result).status).toBe('canceled');
	release();
	expect(jsonOf(await first.result)).toMatchObject([{ placed: true }]);
	expect(talkover().dialed()).toEqual([NUMBER]);
});

test('what executions know of the calls of others contains no number, no token and no context', async () => {
	const body = { data: { id: 'made-1', to: NUMBER, context: { note: 'private' } } };
	talkover().answer(200, body, 'makeCall');
	await runTalkover(talkover(), MAKE);

	const text = inspect(shared(), { depth: Infinity, showHidden: true });

	expect(text).toContain('made-1');
	expect(text).not.toMatch(/2125001111|talq_|private/);
	expect(text).not.toContain(talkover().token);
});
