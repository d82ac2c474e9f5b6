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
const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

/** Makes a call while Talkover's list doesn't show any of the last calls. */
async function call(delaySeconds = 0, limit: INodeParameters = {}) {
	const { url, token, state } = talkover();
	const rules = { skipIfActive: false, maxCallsPerContact: { limit } };
	const options = delaySeconds === 0 ? {} : { delaySeconds };
	const result = await runTalkover({ url, token }, { ...MAKE, rules, options });
	expect(result.error).toBeUndefined();
	state.calls.splice(0);
	return jsonOf(result)[0] ?? {};
}

const PLACED = { placed: true };
const SKIPPED = { placed: false, reason: 'calledRecently' };

test('a call that is not listed yet counts for Max Calls per Contact after an hour without executions, and is shown', async () => {
	const { id } = await call();
	time.move(60 * MINUTE);

	expect(await call()).toMatchObject({ ...SKIPPED, lastCall: { id } });
});

test('a call that is not listed counts only as long as the period is', async () => {
	const hourly = { period: 1, unit: 'hours' };
	expect(await call(0, hourly)).toMatchObject(PLACED);
	time.move(60 * MINUTE - 1_000);
	expect(await call(0, hourly)).toMatchObject(SKIPPED);
	time.move(2_000);

	expect(await call(0, hourly)).toMatchObject(PLACED);
});

test.each([0, 1_200])(
	'a call with a delay of %s seconds counts for as long as the period is, although the list never shows it',
	async (delaySeconds) => {
		expect(await call(delaySeconds)).toMatchObject(PLACED);
		time.move(delaySeconds * 1_000 + 24 * 60 * MINUTE - 1_000);
		expect(await call()).toMatchObject(SKIPPED);
		time.move(2_000);

		expect(await call()).toMatchObject(PLACED);
	},
);
