import { Talkover } from '../../../nodes/Talkover/Talkover.node.ts';
import type { Contender, CreatingTask, NodeSettings } from '../contenders/contenders';
import { httpRequest, subjectOf, talkover } from '../contenders/contenders';
import type { Measurement } from '../measure';
import type { Fates } from '../outcomes';
import { fatesOf } from '../outcomes';
import type { NamedCase, Part } from '../part';
import { format, inRounds } from '../part';
import type { PlannedFault } from '../processes/traffic';

const ITEMS = 100;

/** n8n treats a wait of 0 as "not set" and waits a second. */
const RETRY: NodeSettings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CONTINUE: NodeSettings = { onError: 'continueRegularOutput' };

const TASK_NAMES = { createAgent: 'Agent: Create', makeCall: 'Call: Make' } as const;

interface Scenario {
	readonly name: string;
	readonly fault: (task: CreatingTask) => Omit<PlannedFault, 'operationId'>;
	readonly settings: readonly (keyof typeof SETTINGS)[];
	/** Milliseconds to wait for each response. */
	readonly timeoutMs?: number;
}

const SETTINGS = {
	'Retry On Fail': RETRY,
	Continue: CONTINUE,
	'Retry On Fail and Continue': { ...RETRY, ...CONTINUE },
} as const;

const REJECTED = {
	kind: 'answer',
	status: 422,
	body: { success: false, message: 'The given data was invalid.', errors: { name: ['Not now.'] } },
} as const;
const BROKEN = { kind: 'answer', status: 500, body: { message: 'Server Error' } } as const;

const SCENARIOS: readonly Scenario[] = [
	{
		name: 'one item is rejected once',
		fault: (task) => ({ strike: { subject: subjectOf(task, 7) }, fault: REJECTED, times: 1 }),
		settings: ['Retry On Fail'],
	},
	{
		name: 'one item is always rejected',
		fault: (task) => ({ strike: { subject: subjectOf(task, 7) }, fault: REJECTED }),
		settings: ['Retry On Fail'],
	},
	{
		name: 'the first item is always rejected',
		fault: (task) => ({ strike: { subject: subjectOf(task, 0) }, fault: REJECTED }),
		settings: ['Retry On Fail and Continue'],
	},
	{
		name: 'connection lost after execution, every 20th',
		// What is made as fast as the clocks can be compared isn't found again with certainty.
		fault: () => ({ strike: { every: 20 }, fault: { kind: 'resetAfter', workMs: 3_500 } }),
		settings: ['Retry On Fail', 'Continue'],
	},
	{
		name: 'HTTP 500, every 10th',
		fault: () => ({ strike: { every: 10 }, fault: BROKEN }),
		settings: ['Retry On Fail', 'Continue'],
	},
	{
		name: 'executed, but no response within 1 s, every 20th',
		fault: () => ({ strike: { every: 20 }, fault: { kind: 'silence' } }),
		settings: ['Retry On Fail', 'Continue'],
		timeoutMs: 1000,
	},
];

interface FaultyCase extends NamedCase {
	readonly task: CreatingTask;
	readonly scenario: string;
	readonly setting: string;
	readonly taskName: string;
}

/** Every scenario, for each of the contenders. */
export function faultyCases(contenders: readonly Contender[], count: number): FaultyCase[] {
	return creatingTasks().flatMap((task) =>
		SCENARIOS.flatMap(({ name, fault, settings, timeoutMs }) =>
			settings.flatMap((setting) =>
				contenders.map((contender) => ({
					label: `${TASK_NAMES[task]}, ${name}, ${setting}, ${contender.name}`,
					scenario: name,
					setting,
					taskName: TASK_NAMES[task],
					task,
					contender,
					count,
					settings: SETTINGS[setting],
					arrangement: { faults: [{ operationId: task, ...fault(task) }] },
					...(timeoutMs === undefined ? {} : { timeoutMs }),
				})),
			),
		),
	);
}

/** Whether anything is created twice or lost when errors occur. */
export const duplicates: Part = {
	id: 'c',
	run: async (settings) => {
		const cases = faultyCases([talkover(), httpRequest()], ITEMS);
		const results = await inRounds(cases, 0, settings);
		return {
			title: `${ITEMS} items, with errors`,
			notes: [
				'The worst of all rounds. Lost: items with neither a result nor an error; – if the whole run failed.',
				"Unknown, reported: items whose error says that the outcome is unknown, of those without a clear response. Denied: items that were created, but whose error doesn't say so.",
				"Retry On Fail: 3 attempts. HTTP 500: not executed. 'Skip If on a Call' is off.",
			],
			head: [
				...['What', 'Error', 'Setting', 'Node', 'Created', 'Created twice', 'Lost'],
				...['Results', 'Unknown, reported', 'Denied'],
			],
			rows: results.map(([what, measured]) => [
				...[what.taskName, what.scenario, what.setting, what.contender.name],
				...cells(worst(measured.map((run) => fatesOf(what, run)))),
			]),
		};
	},
};

function cells(fates: Fates): string[] {
	const { created, twice, lost, results, admitted, uncertain, denied } = fates;
	return [
		...[created, twice].map((value) => format(value)),
		lost === undefined ? '–' : format(lost),
		format(results),
		uncertain === 0 ? '–' : `${admitted} of ${uncertain}`,
		format(denied),
	];
}

function worst(fates: readonly Fates[]): Fates {
	const badness = ({ twice, denied, lost = 0 }: Fates) => twice + denied + lost;
	return fates.reduce((bad, other) => (badness(other) > badness(bad) ? other : bad));
}

/** The errors of a run of this package's node; empty if there are none. */
export function faultsOf(what: FaultyCase, run: Measurement): string[] {
	const { twice, lost = 0, uncertain, admitted, denied, results } = fatesOf(what, run);
	const all = what.scenario === 'one item is rejected once' && results < what.count;
	return [
		...(twice > 0 ? [`${twice} items created twice`] : []),
		...(lost > 0 ? [`${lost} items lost`] : []),
		...(admitted < uncertain ? [`${uncertain - admitted} unknown outcomes not said`] : []),
		...(denied > 0 ? [`${denied} creations denied`] : []),
		...(all ? [`${what.count - results} items without a result`] : []),
	];
}

/** The operations of this package that create something. */
function creatingTasks(): CreatingTask[] {
	const operations = new Talkover().description.properties.flatMap(({ name, options = [] }) =>
		name === 'operation' ? options.map((option) => 'value' in option && option.value) : [],
	);
	return operations.includes('make') ? ['createAgent', 'makeCall'] : ['createAgent'];
}
