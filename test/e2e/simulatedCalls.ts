import type { Simulator } from '../../simulator/simulator';
import { expect } from './fixtures';

/**
 * The ID of a call to a number, once the simulator has it.
 *
 * @param nth which of several calls to that number, from 1
 */
export async function callTo(simulator: Simulator, phone: string, nth = 1): Promise<string> {
	const find = () => simulator.state.calls.filter(({ to }) => to === phone)[nth - 1];
	await expect.poll(() => find()?.id).toBeDefined();
	return String(find()?.id);
}
