import type { Simulator, SimulatorOptions } from '../../../tools/simulator/simulator';
import { startSimulator } from '../../../tools/simulator/simulator';

/** What the requests of a file's tests may contain. */
interface Exceptions {
	/** The names in JSON that the tests enter and that the reference doesn't list, e.g. `body.flow_config.revision`. */
	readonly entered?: readonly string[];
}

/**
 * A simulator for the tests of a file, reset for each test. After each test, checks that the simulator's own
 * responses followed the contract, and that the requests contained only names that the reference lists.
 */
export function useSimulator(
	options: SimulatorOptions = {},
	{ entered = [] }: Exceptions = {},
): () => Simulator {
	let simulator: Simulator | undefined;
	const get = (): Simulator => {
		if (!simulator) throw new Error("The simulator hasn't been started yet");
		return simulator;
	};
	beforeAll(async () => {
		simulator = await startSimulator(options);
	});
	afterEach(() => {
		const violations = [...get().violations];
		const undocumented = get().undocumented.filter(({ name }) => !entered.includes(name));
		// Before the checks, so that only this test fails.
		get().reset();
		expect({ violations, undocumented }).toEqual({ violations: [], undocumented: [] });
	});
	afterAll(async () => {
		await get().close();
	});
	return get;
}
