import { SEED } from '../../../tools/simulator/state';
import { calledNumbers } from '../support/simulatedCalls';
import { callingAt } from './support/callingHours';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from './support/fixtures';

const FILE = 'call-back-missed.json';
const TRIGGER = 'Call Ended';

test('only callers who were cut off are called back', async ({ example, simulator }) => {
	const calls = [
		{ from: '+12125550110', status: 'completed', duration_seconds: 3 },
		{ from: '+12125550111', status: 'completed', duration_seconds: 60 },
		{ from: '+12125550112', status: 'no-answer', duration_seconds: 0 },
		{ from: '+442079460958', status: 'no-answer', duration_seconds: 0 },
		{ from: '+12125550114', status: 'no-answer', duration_seconds: 0, direction: 'outbound' },
	].map((call, index) => ({
		id: `missed-${String(index)}`,
		agent_id: SEED.supportAgentId,
		to: '+12125550199',
		direction: 'inbound',
		started_at: new Date().toISOString(),
		...call,
	}));
	simulator.state.calls.push(...calls);
	const imported = await example.store(FILE);
	await imported.fill({
		parameters: { 'Call Back': { agentId: chosenAgent(), ...callingAt(FILE, 'Call Back') } },
		pin: { [TRIGGER]: calls.map(({ id }) => ({ callId: id })) },
	});

	await imported.run(TRIGGER);

	expect(calledNumbers(simulator).sort()).toEqual(['+12125550110', '+12125550112']);
});
