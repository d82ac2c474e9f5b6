import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'csv-parse/sync';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { credentialFor } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import type { WorkflowJson } from '../../tools/harness/workflow';
import { runWorkflow } from '../../tools/harness/workflow';

const ROOT = path.join(__dirname, '../..');

const talkover = useSimulator();

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

async function runExample(file: string, items: readonly IDataObject[]) {
	const result = await runWorkflow({
		workflow: JSON.parse(read(file)) as WorkflowJson,
		credential: credentialFor(talkover()),
		items,
	});
	expect(result.error).toBeUndefined();
	return result;
}

const TOO_MANY = { status: 429, headers: { 'Retry-After': '0' }, body: {} };

const RUNS: Readonly<Record<string, () => Promise<void>>> = {
	'tools/demo/workflows/crm-event-to-agent.json': async () => {
		const body = JSON.parse(read('tools/demo/crm-event.json')) as IDataObject;

		await runExample('tools/demo/workflows/crm-event-to-agent.json', [{ body }]);

		expect(talkover().requests.map(({ operationId, status }) => [operationId, status])).toEqual([
			['createAgent', 201],
			['updateAgentCalling', 200],
			['validateAgentFlow', 200],
			['updateAgentFlow', 200],
			['getAgent', 200],
		]);
		const agent = talkover().state.agents.at(-1);
		expect(agent).toMatchObject({
			name: 'Padaria São João',
			language: 'pt-BR',
			direction: 'inbound',
			phone_numbers: [{ id: 'phone-uuid-1' }, { id: 'phone-uuid-2' }],
		});
		expect(talkover().state.flows.get(agent?.id ?? '')).toMatchObject({
			flow_config: { initial_node_id: 'greet', meta: { name: 'Padaria São João' } },
		});
	},

	'tools/demo/workflows/contacts-on-a-call.json': async () => {
		const contacts = parse<IDataObject>(read('tools/demo/contacts.csv'), { columns: true });
		expect(contacts).toHaveLength(30);

		const result = await runExample('tools/demo/workflows/contacts-on-a-call.json', contacts);

		const checked = result.output('Checked')[0] ?? [];
		const refused = result.output('To Be Corrected')[0] ?? [];
		expect(ids(contacts, checked)).toHaveLength(23);
		expect(refused.map(({ json }) => json['Record ID'])).toEqual([
			'105',
			'108',
			'110',
			'119',
			'125',
			'126',
			'129',
		]);
		const busy = checked.filter(({ json }) => json.active).map(({ pairedItem }) => pairedItem);
		expect(busy).toHaveLength(1);
		// One more request, because only the agent itself shows that it exists.
		expect(talkover().requests).toHaveLength(24);
	},

	'tools/demo/workflows/call-contacts.json': async () => {
		const contacts = parse<IDataObject>(read('tools/demo/contacts.csv'), { columns: true });
		talkover().fail({ operationId: 'makeCall', times: 3, fault: { kind: 'answer', ...TOO_MANY } });

		const result = await runExample('tools/demo/workflows/call-contacts.json', contacts);

		const called = (result.output('Called')[0] ?? []).map(({ json }) => json);
		const placed = called.filter((json) => json.placed).map(({ to }) => to);
		expect(placed).toHaveLength(22);
		expect(new Set(placed).size).toBe(22);
		const reasons = called.filter((json) => json.placed === false).map(({ reason }) => reason);
		expect(reasons.filter((reason) => reason === 'onCall')).toHaveLength(1);
		expect(reasons.filter((reason) => reason === 'invalidNumber')).toHaveLength(7);
		expect(result.output('Errors')[0] ?? []).toEqual([]);
		expect(talkover().state.calls).toHaveLength(23);
	},

	'tools/demo/workflows/flow-from-json.json': async () => {
		await runExample('tools/demo/workflows/flow-from-json.json', [{}]);

		expect(talkover().state.flows.get(SEED.supportAgentId)).toMatchObject({
			conversation_mode: 'flow_driven',
			flow_config: { initial_node_id: 'greet' },
		});
	},
};

function ids(contacts: readonly IDataObject[], items: readonly INodeExecutionData[]) {
	return items.map(({ pairedItem }) =>
		typeof pairedItem === 'object' && 'item' in pairedItem
			? contacts[pairedItem.item]?.['Record ID']
			: undefined,
	);
}

test('every workflow of the demo is run by a test', () => {
	const run = Object.keys(RUNS);
	const files = readdirSync(path.join(ROOT, 'tools/demo/workflows'));

	expect(run.sort()).toEqual(files.map((file) => `tools/demo/workflows/${file}`).sort());
});

test.each(Object.entries(RUNS))('the workflow %s has the expected results', async (_name, run) => {
	await run();
});

test('the workflow that resumes executions limits the time of its request and follows no redirect', () => {
	const { nodes } = JSON.parse(read('examples/resume-when-call-ended.json')) as WorkflowJson;
	const request = nodes.find(({ type }) => type === 'n8n-nodes-base.httpRequest');

	expect(request?.parameters?.options).toMatchObject({
		timeout: 10_000,
		redirect: { redirect: { followRedirects: false } },
	});
});
