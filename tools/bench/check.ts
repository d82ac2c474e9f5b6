import { talkover } from './contenders/contenders';
import { EngineProcess } from './processes/engineProcess';
import { measureIn } from './measure';
import type { Measurement } from './measure';
import { fatesOf } from './outcomes';
import type { NamedCase } from './part';
import { faultsOf, faultyCases } from './parts/duplicates';
import { faultsOfEvents } from './parts/events';
import { risesOfJourneys } from './parts/journeys';
import type { LimitedCase } from './parts/limits';
import { limitedCases } from './parts/limits';
import { SimulatorProcess } from './processes/simulatorProcess';

const FAULTY_ITEMS = 40;
/** Enough for many executions at the same time. */
const EVENTS = 100;
/** Two and a half times what the server takes at once. */
const LIMITED_ITEMS = 250;

/**
 * Checks the correctness of the parts c, b, and trigger on a small scale, for this package's nodes only, and that the
 * journeys haven't become longer. Times aren't checked, so one process runs all of b and c.
 *
 * @param ids the parts to check; the others have nothing to check
 * @param log gets a line per case
 * @returns how many cases passed and failed
 */
export async function check(ids: readonly string[], log: (line: string) => void) {
	let passed = 0;
	let failed = 0;
	const report = (label: string, ms: number, faults: readonly string[]): void => {
		const seconds = `${(ms / 1000).toFixed(1)} s`;
		log(`${faults.length === 0 ? '✓' : '✗'} ${[label, seconds, ...faults].join(': ')}`);
		if (faults.length === 0) passed += 1;
		else failed += 1;
	};
	const engineIds = ids.filter((id) => id === 'b' || id === 'c');
	if (engineIds.length > 0) await checkInEngine(engineIds, report);
	if (ids.includes('trigger')) {
		const started = performance.now();
		const faults = await faultsOfEvents(EVENTS);
		report(`${EVENTS} events at once, Talkover Trigger`, performance.now() - started, faults);
	}
	if (ids.includes('journeys')) {
		const started = performance.now();
		const rises = await risesOfJourneys();
		report('journeys, compared with tools/bench/figures', performance.now() - started, rises);
	}
	return { passed, failed };
}

async function checkInEngine(
	ids: readonly string[],
	report: (label: string, ms: number, faults: readonly string[]) => void,
): Promise<void> {
	const simulator = await SimulatorProcess.start(0);
	const engine = new EngineProcess();
	const verify = async <C extends NamedCase>(
		cases: readonly C[],
		judge: (what: C, run: Measurement) => string[],
	): Promise<void> => {
		for (const what of cases) {
			const run = await measureIn(engine, simulator, what);
			report(what.label, run.wallMs, judge(what, run));
		}
	};
	try {
		if (ids.includes('c')) await verify(faultyCases([talkover()], FAULTY_ITEMS), faultsOf);
		if (ids.includes('b')) await verify(limitedCases(LIMITED_ITEMS), missing);
	} finally {
		await engine.close();
		await simulator.close();
	}
}

/** Every item must succeed and be created exactly once. */
function missing(what: LimitedCase, run: Measurement): string[] {
	const { results, created, twice } = fatesOf(what, run);
	const once = created === what.count && twice === 0;
	return [
		...(results < what.count ? [`${results} of ${what.count} items succeeded`] : []),
		...(once ? [] : [`${created} created, ${twice} of them more than once`]),
	];
}
