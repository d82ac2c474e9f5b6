import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { talkoverRun } from '../../tools/harness/talkoverNode';
import { runWorkflow } from '../../tools/harness/workflow';
import { chosen } from '../support/n8n/parameterValues';
import { callTool } from '../support/n8n/tool';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();
const OPERATIONS = ['make', 'makeAndWait'];

const parametersOf = (operation: string, includeInputFields: boolean) => ({
	...{ resource: 'call', operation, agentId: chosen(SEED.salesAgentId), waitAtMost: 1 },
	phone: '={{ $json.phone }}',
	options: { includeInputFields },
});

/** One is called, one is on a call, one has no number, and one is rejected. */
const CONTACTS: IDataObject[] = [
	{ phone: '+12125001111', deal: { id: 7 }, call: 'old', error: 'of the CRM' },
	{ phone: SEED.busyPhone, placed: 'yes' },
	{ phone: 'unknown' },
	{ phone: '+12125002222' },
];
const CALLS = [
	{ outcome: 'running', placed: true, to: '+12125001111' },
	{ outcome: 'skipped', placed: false, reason: 'onCall' },
	{ outcome: 'skipped', placed: false, reason: 'invalidNumber' },
].map((call): unknown => expect.objectContaining(call));
const PROBLEM = {
	json: { error: expect.objectContaining({ statusCode: 422 }), message: expect.any(String) },
	pairedItem: { item: 3 },
};
const binary = { contract: { data: 'QQ==', mimeType: 'text/plain' } };

/** A node that returns these items. */
function sourceOf(items: readonly INodeExecutionData[]): INodeType {
	return {
		description: {
			...{ displayName: 'Source', name: 'source', group: [], version: 1, description: '' },
			...{ defaults: { name: 'Source' }, inputs: ['main'], outputs: ['main'], properties: [] },
		},
		execute: async () => Promise.resolve([[...items]]),
	};
}

beforeEach(() => {
	skipWaits();
	talkover().answer(422, {}, { phone: '+12125002222' });
});

const kept = CALLS.map((call, index) => ({ json: { ...CONTACTS[index], call }, binary }));
const CASES = [
	['on, the input fields and files stay, and the call is in call', true, kept],
	['off, the output is the call', false, CALLS.map((json) => ({ json }))],
] as const;

test.each(OPERATIONS.flatMap((operation) => CASES.map((each) => [operation, ...each] as const)))(
	'in %s with Include Input Fields %s; problems have the form of n8n',
	async (operation, _what, isOn, expected) => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const run = talkoverRun(talkover(), parametersOf(operation, isOn), { settings });
		const { nodes } = run.workflow;
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });

		const result = await runWorkflow({
			...run,
			workflow: {
				nodes: [...nodes, { name: 'Source', type: 'test.source' }],
				connections: { Trigger: to('Source'), Source: to('Talkover') },
			},
			types: { 'test.source': sourceOf(CONTACTS.map((json) => ({ json, binary }))) },
		});

		const paired = expected.map((each, item) => ({ ...each, pairedItem: { item } }));
		expect(result.output('Talkover')).toEqual([[...paired, PROBLEM]]);
		// The node's own fields come first.
		const [[first] = []] = result.output('Talkover');
		expect(Object.keys(first?.json ?? {})[0]).toBe(isOn ? 'call' : 'outcome');
	},
);

test.each(OPERATIONS)('a tool that uses %s ignores Include Input Fields', async (operation) => {
	const parameters = { ...parametersOf(operation, true), phone: '+12125001111' };

	const { json } = await callTool(talkover(), parameters, {});

	expect(JSON.parse(String(json.answer))).toEqual([CALLS[0]]);
});
