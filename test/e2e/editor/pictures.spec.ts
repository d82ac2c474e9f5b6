import { SEED } from '../../../tools/simulator/state';
import { chosenAgent } from '../support/chosenAgent';
import { expect, test } from '../support/fixtures';

/** Panels that only the documentation shows: what they contain, and a text of their output. */
const PANELS: readonly (readonly [picture: string, parameters: object, output: string])[] = [
	[
		'create-agent',
		{
			resource: 'agent',
			operation: 'create',
			name: 'Appointment line',
			language: 'de-DE',
			initialMessage: 'Guten Tag!',
		},
		'Appointment line',
	],
	[
		'update-flow',
		{
			resource: 'flow',
			operation: 'update',
			agentId: chosenAgent(SEED.supportAgentId),
			nodes: {
				node: [
					{ type: 'say', content: 'Hi!' },
					{ type: 'ask', content: 'Do you have a minute?' },
					{ type: 'say', content: 'Thank you, goodbye!' },
					{ type: 'end' },
				],
			},
		},
		'flow_driven',
	],
	[
		'error',
		{
			resource: 'flow',
			operation: 'update',
			agentId: chosenAgent(SEED.supportAgentId),
			flowDefinition: 'json',
			flowConfig: JSON.stringify({
				initial_node_id: 'hello',
				nodes: [
					{ id: 'greet', type: 'say', content: 'Hi!', next: 'goodby' },
					{ id: 'goodbye', type: 'end' },
				],
			}),
		},
		'goodby',
	],
	[
		'get-active-call',
		{
			resource: 'call',
			operation: 'getActive',
			agentId: chosenAgent(SEED.salesAgentId),
			phone: SEED.busyPhone,
		},
		'call-uuid-1',
	],
];

for (const [picture, parameters, output] of PANELS) {
	test(`the panel for the picture ${picture} shows its output`, async ({ editor }) => {
		await editor.openPanel(parameters);

		await editor.execute();

		await expect(editor.output).toContainText(output);
		await editor.picture(picture);
	});
}
