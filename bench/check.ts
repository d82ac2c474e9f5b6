import { talkover } from './contenders';
import { EngineProcess } from './engineProcess';
import { measureIn } from './measure';
import type { Measurement } from './measure';
import { fatesOf } from './outcomes';
import type { NamedCase } from './part';
import { faultsOf, faultyCases } from './parts/duplicates';
import type { LimitedCase } from './parts/limits';
import { limitedCases } from './parts/limits';
import { SimulatorProcess } from './simulatorProcess';

const FAULTY_ITEMS = 40;
/** Two and a half times what the server takes at once. */
const LIMITED_ITEMS = 250;

/**
 * The correctness of parts b and c in a small form, for this package's node alone. No time is
 * asserted, so one process runs it all.
 *
 * @param log gets a line per case
 * @returns how many cases passed and failed
 */
export async function check(log: (line: string) => void) {
	const simulator = await SimulatorProcess.start(0);
	const engine = new EngineProcess();
	let passed = 0;
	let failed = 0;
	const verify = async <C extends NamedCase>(
		what: C,
		judge: (what: C, run: Measurement) => string[],
	): Promise<void> => {
		const run = await measureIn(engine, simulator, what);
		const faults = judge(what, run);
		const seconds = `${(run.wallMs / 1000).toFixed(1)} s`;
		log(`${faults.length === 0 ? '✓' : '✗'} ${[what.label, seconds, ...faults].join(': ')}`);
		if (faults.length === 0) passed += 1;
		else failed += 1;
	};
	try {
		for (const what of faultyCases([talkover()], FAULTY_ITEMS)) await verify(what, faultsOf);
		for (const what of limitedCases(LIMITED_ITEMS)) await verify(what, missing);
	} finally {
		await engine.close();
		await simulator.close();
	}
	return { passed, failed };
}

/** Every item has to succeed, and to be created once. */
function missing(what: LimitedCase, run: Measurement): string[] {
	const { results, created, twice } = fatesOf(what, run);
	const once = created === what.count && twice === 0;
	return [
		...(results < what.count ? [`${results} of ${what.count} items succeeded`] : []),
		...(once ? [] : [`${created} created, ${twice} of them more than once`]),
	];
}
