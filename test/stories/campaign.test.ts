import type { INode, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { credentialFor } from '../../harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import type { WorkflowJson } from '../../harness/workflow';
import { runWorkflow } from '../../harness/workflow';

const talkover = useSimulator();

const CONTACTS = 200;
const NUMBERS = 160;

/** 200 rows of a CRM. The last 40 repeat earlier numbers in another notation. */
const contacts = Array.from({ length: CONTACTS }, (_, index) => {
	const line = String(1000 + (index % NUMBERS));
	return {
		name: `Contact ${index}`,
		phone: index < NUMBERS ? `+1214500${line}` : `+1 (214) 500-${line}`,
	};
});

const campaignId = chosen("={{ $('Create').first().json.id }}");

const CREATE = {
	operation: 'create',
	name: 'Spring Offer',
	campaignType: 'sales',
	agentId: chosen(SEED.salesAgentId),
	startDate: '2026-03-01',
	daysOfWeek: ['1', '3', '5'],
	callTimeRanges: { range: [{ start: '09:00', end: '12:00' }] },
	timezone: 'Europe/Lisbon',
};

/** A Talkover node. n8n runs the branches of the trigger from top to bottom. */
function step(name: string, y: number, parameters: INodeParameters, settings: Partial<INode> = {}) {
	const type = 'n8n-nodes-talkover.talkover';
	return { name, type, position: [0, y] as [number, number], parameters, ...settings };
}

const once = { executeOnce: true };
const campaign = { resource: 'campaign' };
const addContact = {
	resource: 'call',
	operation: 'makeForCampaign',
	campaignId,
	phone: '={{ $json.phone }}',
	variables: { variable: [{ name: 'name', value: '={{ $json.name }}' }] },
};

function to(...nodes: string[]) {
	return { main: [nodes.map((node) => ({ node, type: 'main' as const, index: 0 }))] };
}

const WORKFLOW: WorkflowJson = {
	nodes: [
		{ name: 'Contacts', type: 'n8n-nodes-base.manualTrigger' },
		step('Create', 0, { ...campaign, ...CREATE }, once),
		step('Activate', 0, { ...campaign, operation: 'updateStatus', campaignId }),
		step('Add Contacts', 100, addContact),
		step(
			'Pause',
			100,
			{ ...campaign, operation: 'updateStatus', campaignId, status: 'paused' },
			once,
		),
		step('Report', 100, { ...campaign, operation: 'get', campaignId }),
	],
	connections: {
		Contacts: to('Create', 'Add Contacts'),
		Create: to('Activate'),
		'Add Contacts': to('Pause'),
		Pause: to('Report'),
	},
};

test('a workflow creates and activates a campaign, adds contacts, pauses it and reads its report', async () => {
	const busy = { status: 429, headers: { 'Retry-After': '0' }, body: {} };
	talkover().fail({
		operationId: 'makeCampaignCall',
		times: 3,
		fault: { kind: 'answer', ...busy },
	});

	const result = await runWorkflow({
		workflow: WORKFLOW,
		credential: credentialFor(talkover()),
		items: contacts,
	});

	expect(result.error).toBeUndefined();
	const asked = talkover().requests.map(({ operationId }) => operationId);
	const others = asked.filter((operationId) => operationId !== 'makeCampaignCall');
	expect(others).toEqual([
		'createCampaign',
		'updateCampaignStatus',
		'updateCampaignStatus',
		'getCampaign',
	]);

	const added = (result.output('Add Contacts')[0] ?? []).map(({ json }) => json);
	expect(added).toHaveLength(CONTACTS);
	const placed = added.filter((json) => json.placed === true);
	const duplicates = added.filter((json) => json.placed === false);
	expect(new Set(placed.map((json) => json.to)).size).toBe(NUMBERS);
	expect(placed).toHaveLength(NUMBERS);
	const idOf = new Map(placed.map((json) => [json.to, json.id]));
	for (const { to: number, id } of duplicates) expect(id).toBe(idOf.get(number));

	const created = talkover().state.campaigns.at(-1);
	const calls = talkover().state.campaignCalls.filter(({ campaign_id: id }) => id === created?.id);
	expect(calls.map(({ to: number }) => String(number)).sort()).toEqual(
		contacts
			.slice(0, NUMBERS)
			.map(({ phone }) => phone)
			.sort(),
	);

	const [report] = (result.output('Report')[0] ?? []).map(({ json }) => json);
	expect(report).toMatchObject({
		name: 'Spring Offer',
		status: 'paused',
		agent: { name: 'Sales Outbound' },
		stats: { total_calls: NUMBERS, completed_calls: 0, failed_calls: 0 },
	});
});
