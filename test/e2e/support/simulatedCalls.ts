import type { Simulator } from '../../../simulator/simulator';
import { expect } from './fixtures';

/**
 * The ID of a call to a number, once the simulator has received it.
 *
 * @param nth the number of the call if there are several, from 1
 */
export async function callTo(simulator: Simulator, phone: string, nth = 1): Promise<string> {
	const find = () => simulator.state.calls.filter(({ to }) => to === phone)[nth - 1];
	await expect.poll(() => find()?.id).toBeDefined();
	return String(find()?.id);
}
