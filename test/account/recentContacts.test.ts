import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { useMovedTime } from '../support/time/skippedTime';

const MINUTE = 60_000;
const MAKE: INodeParameters = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '+12125001000',
};
const RULES = { skipIfActive: false, maxCallsPerContact: { limit: {} } };

const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

/** Makes a call while Talkover's list doesn't show any of the last calls. */
async function call(delaySeconds = 0) {
	const { url, token, state } = talkover();
	const options = delaySeconds === 0 ? {} : { delaySeconds };
	const result = await runTalkover({ url, token }, { ...MAKE, rules: RULES, options });
	expect(result.error).toBeUndefined();
	state.calls.splice(0);
	const [{ placed, reason } = {}] = jsonOf(result);
	return placed === true ? 'placed' : reason;
}

test('a call that is not listed yet counts for Max Calls per Contact after an hour without executions', async () => {
	expect(await call()).toBe('placed');
	time.move(60 * MINUTE);

	expect(await call()).toBe('calledRecently');
});

test.each([0, 1_200])(
	'a call with a delay of %s seconds counts for as long as the period is, although the list never shows it',
	async (delaySeconds) => {
		expect(await call(delaySeconds)).toBe('placed');
		time.move(delaySeconds * 1_000 + 24 * 60 * MINUTE - 1_000);
		expect(await call()).toBe('calledRecently');
		time.move(2_000);

		expect(await call()).toBe('placed');
	},
);
