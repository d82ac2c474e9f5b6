import { credentialFor, talkoverWorkflow } from '../../../harness/talkoverNode';
import type { RunOptions } from '../../../harness/workflow';
import { retryKilledWorkflow, runWorkflow } from '../../../harness/workflow';
import { SEED } from '../../../simulator/state';
import { useSimulator } from '../../support/servers/useSimulator';

const MINUTE_MS = 60_000;
const PHONE = '+12135001000';

describe.each([
	['three hours ahead', 180 * MINUTE_MS],
	['three hours behind', -180 * MINUTE_MS],
])("a retry works with Talkover's clock %s", (_how, offset) => {
	const talkover = useSimulator({ now: () => Date.now() + offset });

	function options(): RunOptions {
		const workflow = talkoverWorkflow({
			resource: 'call',
			operation: 'make',
			agentId: { __rl: true, mode: 'id', value: SEED.salesAgentId },
			phone: PHONE,
			options: { skipIfActive: false },
		});
		return { workflow, credential: credentialFor(talkover()) };
	}

	/** Makes a call and sets its creation to this many minutes ago by Talkover's clock. */
	async function callBefore(minutes: number): Promise<void> {
		await runWorkflow(options());
		const time = Date.now() + offset - minutes * MINUTE_MS;
		const call = talkover().state.calls.at(-1);
		if (call) call.created_at = new Date(time).toISOString();
	}

	const calls = () => talkover().state.calls.filter(({ to }) => to === PHONE);

	test('a call of the execution is found', async () => {
		await callBefore(5);

		await retryKilledWorkflow(options(), Date.now() - 10 * MINUTE_MS);

		expect(calls()).toHaveLength(1);
	});

	test('a call from before the execution does not count as its own', async () => {
		await callBefore(15);

		await retryKilledWorkflow(options(), Date.now() - 10 * MINUTE_MS);

		expect(calls()).toHaveLength(2);
	});
});
