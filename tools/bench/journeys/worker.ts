import { entries } from './loader';

import { mock } from 'node:test';

import type { INodeParameters } from 'n8n-workflow';

import { seeded } from '../../harness/sharedLimit';
import { jsonOf, runTalkover } from '../../harness/talkoverNode';
import { resetModuleState } from '../../../nodes/Talkover/account/moduleState';
import { systemClock } from '../../../nodes/Talkover/api/pacing/clock';
import type { Fault } from '../../simulator/http/faults';
import type { Simulator } from '../../simulator/simulator';
import { startSimulator } from '../../simulator/simulator';
import { SEED } from '../../simulator/state';
import type { Figures } from './figures';
import { figuresOf } from './figures';

/** Milliseconds that Talkover works on a request that fails. */
const WORK_MS = 3_500;
/** Monday, 10:00 in New York, where the phones of the calls are. */
const START = Date.UTC(2026, 0, 5, 15);

const agentId = { __rl: true, mode: 'id', value: SEED.salesAgentId };
const MAKE = { resource: 'call', operation: 'make', agentId };
const RULES = {
	callingHours: { hours: { from: '09:00', to: '18:00', timeZone: 'phone', outside: 'skip' } },
	doNotCall: '+12125550123, +12195654321',
	maxCallsPerContact: { limit: { calls: 3, period: 7, unit: 'days', countedCalls: 'agent' } },
};

interface Journey {
	readonly name: string;
	readonly parameters: INodeParameters;
	/** What happens to the first request for a call in the second run. */
	readonly fault?: Fault | undefined;
}

const JOURNEYS: readonly Journey[] = [
	{ name: 'Agent: Get', parameters: { resource: 'agent', operation: 'get', agentId } },
	{ name: 'Call: Make', parameters: MAKE },
	{ name: 'Call: Make, three rules', parameters: { ...MAKE, rules: RULES } },
	{
		name: 'Call: Make, 429',
		parameters: MAKE,
		fault: { kind: 'answer', status: 429, headers: { 'Retry-After': '2' }, body: {} },
	},
	{ name: 'Call: Make, lost answer', parameters: MAKE, fault: { kind: 'resetAfter' } },
];

/** The figures of a journey. */
export interface Measured extends Figures {
	readonly name: string;
}

/** Measures the journeys in a process of its own, because it stops the clock and instruments the package. */
async function main(): Promise<void> {
	stopTime();
	const simulator = await startSimulator({ now: () => Date.now() });
	const measured: Measured[] = [];
	for (const journey of JOURNEYS) {
		resetModuleState();
		await run(simulator, { ...journey, fault: undefined }, '+12125001000');
		// To somebody else, because the process remembers whom it has called.
		await run(simulator, journey, '+12125001001');
		measured.push({ name: journey.name, ...figuresOf(entries) });
	}
	await simulator.close();
	process.send?.(measured);
}

let passed = 0;

/** Time passes only when the node waits, or Talkover works on a request that fails, and chance is the same in each run. */
function stopTime(): void {
	mock.timers.enable({ apis: ['Date'], now: START });
	systemClock.now = () => passed;
	systemClock.sleep = async (ms) => {
		pass(ms);
		return Promise.resolve();
	};
	Math.random = seeded(1);
}

function pass(ms: number): void {
	passed += ms;
	mock.timers.setTime(START + Math.ceil(passed));
}

/** Runs the node with one item; its path is in {@link entries}. */
async function run(
	simulator: Simulator,
	{ name, parameters, fault }: Journey,
	phone: string,
): Promise<void> {
	simulator.reset();
	const isAfterWork = () => {
		pass(WORK_MS);
		return true;
	};
	if (fault) simulator.fail({ fault, operationId: 'makeCall', times: 1, when: isAfterWork });
	entries.length = 0;
	const item = jsonOf(await runTalkover(simulator, { ...parameters, phone }))[0];
	const calls = simulator.state.calls.filter(({ to }) => to === phone).length;
	const wanted = parameters.resource === 'call' ? calls === 1 && item?.placed === true : item;
	if (!wanted) throw new Error(`${name} has an unexpected result: ${JSON.stringify(item)}`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
