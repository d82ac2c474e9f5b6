import { execute, executionsOf } from '../../../tools/playground/workflows';
import type { World } from '../../../tools/playground/world';
import { expect } from './fixtures';

/** Executes a workflow to its end without the editor, which takes seconds to load. Fails if the execution fails. */
export async function executeToEnd(
	world: World,
	workflowId: string,
	trigger: string,
): Promise<void> {
	const id = await execute(world, workflowId, trigger);
	const status = async () =>
		(await executionsOf(world, workflowId)).find((execution) => execution.id === id)?.status;
	await expect.poll(status, `execution ${id}`).toMatch(/^(?:success|error|crashed)$/);
	expect(await status()).toBe('success');
}
