import type { INodeParameters, IPairedItemData } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { credentialFor } from '../../harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { runWorkflow } from '../../harness/workflow';

const talkover = useSimulator();

/** Events as a CRM sends them. The second contact is on a call with the agent. */
const DEALS = [
	{ dealId: 'deal-1', phone: '+1 (213) 500-0001' },
	{ dealId: 'deal-2', phone: SEED.busyPhone },
	{ dealId: 'deal-3', phone: '+1 213 500 0003' },
];

const agentId = chosen(SEED.salesAgentId);

const node = (name: string, parameters: INodeParameters) => ({
	name,
	type: 'n8n-nodes-talkover.talkover',
	parameters,
});

const to = (next: string) => ({ main: [[{ node: next, type: 'main' as const, index: 0 }]] });

/** Event → call, unless one is active → read the call → write back. */
const WORKFLOW = {
	nodes: [
		{ name: 'Deals', type: 'n8n-nodes-base.webhook' },
		node('Call', {
			resource: 'call',
			operation: 'make',
			agentId,
			phone: '={{ $json.phone }}',
			contextFields: { context: [{ name: 'dealId', value: '={{ $json.dealId }}' }] },
		}),
		node('Read Call', {
			resource: 'call',
			operation: 'getMany',
			agents: 'one',
			agentId,
			filters: { search: '={{ $json.to }}' },
		}),
		{ name: 'Write Back', type: 'n8n-nodes-base.noOp' },
	],
	connections: { Deals: to('Call'), Call: to('Read Call'), 'Read Call': to('Write Back') },
};

test('a workflow makes one call per deal and links the result of each call to its deal', async () => {
	const result = await runWorkflow({
		workflow: WORKFLOW,
		credential: credentialFor(talkover()),
		items: DEALS,
	});

	expect(result.error).toBeUndefined();
	const dialed = talkover().requests.filter(({ operationId }) => operationId === 'makeCall');
	expect(dialed.map(({ body }) => body)).toEqual([
		{ to: '+12135000001', context: { dealId: 'deal-1' } },
		{ to: '+12135000003', context: { dealId: 'deal-3' } },
	]);
	const [placed] = result.output('Call');
	expect(placed?.map(({ json }) => json.placed)).toEqual([true, false, true]);
	// n8n links each call to its deal through paired items.
	const [written] = result.output('Write Back');
	const deals = written?.map(({ json, pairedItem }) => ({
		to: json.to,
		status: json.status,
		deal: DEALS[(pairedItem as IPairedItemData).item]?.dealId,
	}));
	expect(deals).toEqual([
		{ to: '+12135000001', status: 'initiated', deal: 'deal-1' },
		{ to: SEED.busyPhone, status: 'answered', deal: 'deal-2' },
		{ to: '+12135000003', status: 'initiated', deal: 'deal-3' },
	]);
});
