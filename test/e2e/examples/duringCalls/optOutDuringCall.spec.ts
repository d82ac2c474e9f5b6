import { SEED } from '../../../../tools/simulator/state';
import { actionAt, actionWith, ask, secretOf, sentAction } from '../support/agentAction';
import { DataTable } from '../../support/dataTable';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from '../support/fixtures';
import { configured, storeAndPublish, unpublishAll } from '../support/production';

const FILE = 'opt-out-during-call.json';
const URL = 'https://n8n.example.com/webhook/stop-calling';

test.afterEach(async ({ world }) => unpublishAll(world));

test('a person who opts out is on the list once', async ({ world, example, simulator }) => {
	const list = await DataTable.create(world, { phone: 'string' });
	const agentId = chosenAgent();
	const imported = await storeAndPublish(world, example, FILE, {
		parameters: {
			...configured(FILE, actionAt(URL)),
			'Set the Instructions': { agentId },
			'Create or Update the Action': { agentId },
			'Add to the List': { dataTableId: list.chosen },
		},
		credentials: [secretOf('Agent Asks')],
		keep: ['Run Once'],
	});

	await imported.run('Run Once');
	const agent = simulator.state.agents.find(({ id }) => id === SEED.salesAgentId);
	expect(agent).toMatchObject({
		current_status: 'published',
		initial_message: expect.stringMatching(/AI assistant.*recorded/),
		description: expect.stringContaining('Stop calling'),
	});
	expect(sentAction(simulator)).toEqual(actionWith(URL, 'phone'));

	for (const phone of ['(212) 555-0102', '+1 212 555 0102']) {
		expect(await ask(world, 'stop-calling', { phone })).toMatchObject({ added: true });
	}
	for (const phone of ['', '555']) {
		expect(await ask(world, 'stop-calling', { phone })).toMatchObject({ added: false });
	}
	expect((await list.rows()).map(({ phone }) => phone)).toEqual(['+12125550102']);
});
