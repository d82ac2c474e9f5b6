import { runN8n } from '../../../tools/playground/n8n';
import { freePorts } from '../../../tools/playground/world';
import { expect, test } from '../support/fixtures';

test('n8n execute runs an example on the command line', async ({ world, editor, simulator }) => {
	const id = await editor.find('Update the flow of an agent from JSON');

	const port = await freePorts();
	const said = await runN8n(['execute', '--id', id], { userFolder: world.userFolder, port });

	expect(said).toContain('Execution was successful');
	expect(simulator.requests.map(({ operationId, status }) => [operationId, status])).toEqual([
		['validateAgentFlow', 200],
		['updateAgentFlow', 200],
		['getAgent', 200],
	]);
});
