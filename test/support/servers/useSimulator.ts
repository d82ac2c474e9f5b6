import type { Simulator, SimulatorOptions } from '../../../simulator/simulator';
import { startSimulator } from '../../../simulator/simulator';

/**
 * A simulator for the tests of a file, reset for each test. After each test, checks that the simulator's own
 * responses followed the contract.
 */
export function useSimulator(options: SimulatorOptions = {}): () => Simulator {
	let simulator: Simulator | undefined;
	const get = (): Simulator => {
		if (!simulator) throw new Error("The simulator hasn't been started yet");
		return simulator;
	};
	beforeAll(async () => {
		simulator = await startSimulator(options);
	});
	afterEach(() => {
		const { violations } = get();
		expect(violations).toEqual([]);
		get().reset();
	});
	afterAll(async () => {
		await get().close();
	});
	return get;
}
