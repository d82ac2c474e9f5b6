import { readFileSync } from 'node:fs';
import path from 'node:path';

import { runN8n } from '../../../tools/playground/n8n';
import { activate, deactivate } from '../../../tools/playground/workflows';
import { freePorts } from '../../../tools/playground/world';
import { expect, test } from '../support/fixtures';

const CRM_EVENT = readFileSync(path.join(__dirname, '../../../tools/demo/crm-event.json'), 'utf8');

test('an active workflow creates an agent from an event', async ({ world, editor, simulator }) => {
	const id = await editor.find('Deal won: set up a voice agent for the customer');
	await activate(world, id);

	// n8n publishes in the background: for a moment, it responds that it doesn't know the webhook.
	const post = async () =>
		fetch(`${world.n8n.url}/webhook/talkover-deal-won`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: CRM_EVENT,
		});
	await expect.poll(async () => (await post()).status).toBe(200);
	await simulator.received(4);
	await editor.page.goto(`/workflow/${id}/executions`);

	await expect(editor.page.getByTestId('execution-preview-label')).toContainText('Succeeded');
	expect(simulator.requests.map(({ operationId, status }) => [operationId, status])).toEqual([
		['createAgent', 201],
		['updateAgentCalling', 200],
		['validateAgentFlow', 200],
		['updateAgentFlow', 200],
		['getAgent', 200],
	]);
	await deactivate(world, id);
});

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
