import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import type { RunResult } from '../../../tools/harness/workflow';
import { SEED } from '../../../tools/simulator/state';
import { chosen } from '../../support/n8n/parameterValues';
import { MAKE } from '../../support/calls/make';
import { useSimulator } from '../../support/servers/useSimulator';
import { stopDate } from '../../support/time/skippedTime';

const talkover = useSimulator();

const EVEN_IF_ON_CALL = { skipIfActive: false };

/** What became of each item: `placed`, or the reason. */
function ends(result: RunResult): unknown[] {
	return jsonOf(result).map(({ placed, reason }) => (placed === true ? 'placed' : reason));
}

describe('an agent whose ID is written in capitals is the same agent', () => {
	const inCapitals = chosen(SEED.salesAgentId.toUpperCase());
	const ANA = '+12125001000';

	test('for duplicates in one run', async () => {
		const agentId = { ...inCapitals, value: '={{ $json.agent }}' };
		const items = [SEED.salesAgentId, SEED.salesAgentId.toUpperCase()].map((agent) => ({
			...{ agent, phone: ANA },
		}));

		const result = await runTalkover(talkover(), { ...MAKE, agentId }, { items });

		expect(ends(result)).toEqual(['placed', 'duplicate']);
		expect(talkover().dialed()).toEqual([ANA]);
	});

	test('for duplicates in two executions', async () => {
		const parameters = { ...MAKE, phone: ANA, rules: EVEN_IF_ON_CALL };
		await runTalkover(talkover(), parameters);

		const result = await runTalkover(talkover(), { ...parameters, agentId: inCapitals });

		expect(ends(result)).toEqual(['duplicate']);
	});

	test('for Max Calls per Contact', async () => {
		const passTime = stopDate();
		const rules = { ...EVEN_IF_ON_CALL, maxCallsPerContact: { limit: {} } };
		const parameters = { ...MAKE, phone: ANA, rules };
		talkover().answer(200, { success: true, data: [] }, 'listAgentCalls');
		await runTalkover(talkover(), parameters);
		passTime(61_000);

		const result = await runTalkover(talkover(), { ...parameters, agentId: inCapitals });

		expect(ends(result)).toEqual(['calledRecently']);
	});
});
