import fc from 'fast-check';

import type { Fault, ServiceSetup } from './service';
import type { Contact, NodeSetup, Scenario, Step } from './world';
import { NUMBERS } from './world';

const FAULTS: readonly Fault[] = [
	...['none', 'none', '429', '409', '502After', '502Before', 'lostAfter', 'lostBefore'],
	'unreachable',
] as Fault[];

const seconds = (...values: readonly number[]) => fc.constantFrom(...values);
const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

function serviceWith(lag: fc.Arbitrary<number>, dialedOnly: fc.Arbitrary<boolean>) {
	return fc.record<ServiceSetup>({
		lag,
		listsDialedOnly: dialedOnly,
		ahead: seconds(0, 0, 0, 1, -30, 45, 600),
		hasDate: fc.boolean(),
		talk: seconds(20, 5, 90, 600),
		faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 4 }),
		readFaults: fc.array(fc.constantFrom('none', 'none', '429', '502'), { maxLength: 4 }),
	});
}

const contact: fc.Arbitrary<Contact> = fc.tuple(
	fc.nat({ max: NUMBERS.length - 1 }),
	fc.nat({ max: 1 }),
);

const nodeWith = (delay: fc.Arbitrary<number | undefined>) =>
	fc.record<NodeSetup>({
		agent: fc.nat({ max: 1 }),
		inCapitals: fc.boolean(),
		skipIfActive: fc.boolean(),
		most: rarely(fc.integer({ min: 1, max: 2 })),
		ofAllAgents: fc.boolean(),
		closesAt: rarely(seconds(60, 120, 300)),
		maxCalls: rarely(fc.integer({ min: 1, max: 3 })),
		delay,
		resendUnknown: fc.constantFrom(false, false, false, true),
		atOnce: fc.integer({ min: 1, max: 5 }),
		continuesOnFail: fc.boolean(),
		retriesOnFail: fc.boolean(),
	});

function stepsWith(node: fc.Arbitrary<NodeSetup>): fc.Arbitrary<Step[]> {
	const process = fc.nat({ max: 1 });
	const execution = fc.nat({ max: 2 });
	const start = fc.record({
		...{ do: fc.constant('start' as const), process, node },
		contacts: fc.array(contact, { minLength: 1, maxLength: 5 }),
	});
	const wait = fc.record({
		do: fc.constant('wait' as const),
		seconds: seconds(0, 1, 2, 5, 10, 30, 59, 75, 100, 130, 200, 280),
	});
	const step: fc.Arbitrary<Step> = fc.oneof(
		{ weight: 4, arbitrary: wait },
		{ weight: 3, arbitrary: start },
		{
			weight: 3,
			arbitrary: fc.record({
				...{ do: fc.constant('retry' as const), execution, process },
				isAgain: fc.boolean(),
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				...{ do: fc.constant('kill' as const), process, at: fc.nat({ max: 3 }) },
				isMade: fc.boolean(),
			}),
		},
		{
			weight: 1,
			arbitrary: fc.record({ do: fc.constant('stop' as const), execution }),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				...{ do: fc.constant('foreignCall' as const), contact, agent: fc.nat({ max: 1 }) },
			}),
		},
	);
	// One execution at least, and three at most besides their retries.
	return fc
		.tuple(fc.array(step, { maxLength: 2 }), start, fc.array(step, { minLength: 1, maxLength: 8 }))
		.map(([before, first, after]) => limited([...before, first, ...after]));
}

function limited(steps: readonly Step[]): Step[] {
	let starts = 0;
	return steps.filter((step) => {
		if (step.do === 'start') starts += 1;
		return step.do !== 'start' || starts <= 3;
	});
}

function scenariosWith(
	service: fc.Arbitrary<ServiceSetup>,
	node: fc.Arbitrary<NodeSetup>,
): fc.Arbitrary<Scenario> {
	return fc.record({ service, steps: stepsWith(node), seed: fc.nat() });
}

const withoutDelay = nodeWith(fc.constant(undefined));

/** A service whose lists show a call within a minute. */
export const promptLists = scenariosWith(
	serviceWith(seconds(0, 0, 1, 5, 30, 50), fc.constant(false)),
	withoutDelay,
);

/** A service whose lists show a call within five minutes, or only when it's dialed. */
export const lateLists = scenariosWith(
	serviceWith(seconds(0, 50, 90, 300), fc.boolean()),
	withoutDelay,
);

/** Calls that Talkover delays. */
export const delayedCalls = scenariosWith(
	serviceWith(seconds(0, 5, 50), fc.boolean()),
	nodeWith(seconds(30, 300, 1_200)),
);
