import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { inPanel } from '../support/calls/inPanel';

const ANA = '+12125001000';
const MAKE: INodeParameters = {
	...{ resource: 'call', operation: 'make', agentId: chosen(SEED.salesAgentId) },
	phone: '={{ $json.phone }}',
};

const talkover = useSimulator({ now: () => Date.now() });

/** Calls each number as an item. @returns what became of each: `placed`, or the reason */
async function call(phones: readonly string[], options: INodeParameters): Promise<unknown[]> {
	const parameters = { ...MAKE, ...inPanel({ skipIfActive: false, ...options }) };
	const items = phones.map((phone) => ({ phone }));
	const result = await runTalkover(talkover(), parameters, { items });
	expect(result.error).toBeUndefined();
	return jsonOf(result).map(({ placed, reason }) => (placed === true ? 'placed' : reason));
}

const TEST = { isTest: true };
const ONCE_A_DAY = { maxCallsPerContact: { limit: { countedCalls: 'all' } } };

test('a test call neither waits a minute for another call nor makes one wait', async () => {
	expect(await call([ANA], {})).toEqual(['placed']);
	expect(await call([ANA], TEST)).toEqual(['placed']);
	expect(await call([ANA], TEST)).toEqual(['placed']);
	expect(await call([ANA], {})).toEqual(['duplicate']);
});

test('a real call does not wait a minute for a test call', async () => {
	expect(await call([ANA], TEST)).toEqual(['placed']);
	expect(await call([ANA], {})).toEqual(['placed']);
});

test.each(['listed', 'not listed'])(
	'a test call that is %s neither counts for Max Calls per Contact nor is limited by it',
	async (shown) => {
		await call([ANA], TEST);
		if (shown === 'not listed') talkover().state.calls.splice(0);

		expect(await call([ANA], ONCE_A_DAY)).toEqual(['placed']);
		expect(await call([ANA], { ...ONCE_A_DAY, ...TEST })).toEqual(['placed']);
	},
);

test('a call in the list that does not say whether it is a test call counts', async () => {
	await call([ANA], TEST);
	for (const each of talkover().state.calls) delete each.is_testing;

	expect(await call([ANA], ONCE_A_DAY)).toEqual(['calledRecently']);
});

test('test calls are not counted for Max Calls per Execution', async () => {
	const phones = [ANA, '+12125001001', '+12125001002'];

	expect(await call(phones, { maxCalls: 1, ...TEST })).toEqual(['placed', 'placed', 'placed']);
});

test('a test call obeys the other rules', async () => {
	expect(await call([ANA], { ...TEST, doNotCall: ANA })).toEqual(['doNotCall']);
	expect(await call([ANA], { ...TEST, allowedCountries: ['BR'] })).toEqual(['countryNotAllowed']);
});

test.each([
	['test calls', TEST],
	['real calls', {}],
	['real calls that may reach somebody who is on a call', { skipIfActive: false }],
])('the number in several items rings once for %s', async (_what, options) => {
	const ends = await call([ANA, ANA, ANA], options);

	expect(ends.sort()).toEqual(['duplicate', 'duplicate', 'placed']);
	expect(talkover().dialed()).toEqual([ANA]);
});
