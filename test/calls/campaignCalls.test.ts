import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { useMovedTime } from '../support/time/skippedTime';
import { inPanel } from '../support/calls/inPanel';

const ANA = '+12125001000';
const HOUR = 3_600_000;

const time = useMovedTime();
const talkover = useSimulator({ now: () => Date.now() });

const campaignOf = () => talkover().state.campaigns.find(({ id }) => id === SEED.activeCampaignId);
const callerOf = () => String(campaignOf()?.agent_id);

async function run(parameters: INodeParameters, more: INodeParameters = {}): Promise<unknown> {
	const options = inPanel({ skipIfActive: false, ...more });
	const all = { resource: 'call', phone: ANA, ...options, ...parameters };
	const [{ placed, reason, message } = {}] = jsonOf(await runTalkover(talkover(), all));
	return placed === true ? 'placed' : `${String(reason)}: ${String(message)}`;
}

const add = async (more?: INodeParameters) =>
	run({ operation: 'makeForCampaign', campaignId: chosen(SEED.activeCampaignId) }, more);
const make = async (agentId = callerOf(), more?: INodeParameters) =>
	run({ operation: 'make', agentId: chosen(agentId) }, more);

const PENDING = expect.stringContaining('waits in a campaign of the agent and is dialed later');

/** The list shows a call of the campaign's agent to the contact. */
function listed(changes: IDataObject): void {
	const now = Date.now();
	const call = {
		...{ id: 'of-campaign', agent_id: callerOf(), to: ANA, from: '+12125009999' },
		...{ direction: 'outbound', status: 'completed', duration: 5 },
		...{ created_at: new Date(now).toISOString(), updated_at: new Date(now).toISOString() },
		...changes,
	};
	const meta = { current_page: 1, last_page: 1, total: 1 };
	talkover().answer(200, { success: true, data: [call], meta }, 'listAgentCalls');
}

test('a contact who waits in a campaign is not called by its agent, for at most a day', async () => {
	expect(await add()).toBe('placed');
	time.move(2 * 60_000);

	expect(await make()).toEqual(PENDING);
	time.move(24 * HOUR - 4 * 60_000);
	expect(await make()).toEqual(PENDING);
	time.move(4 * 60_000);
	expect(await make()).toBe('placed');
});

test('a contact who waits in a campaign is called by another agent, or for a test', async () => {
	const other = [SEED.salesAgentId, SEED.supportAgentId].find((id) => id !== callerOf());
	await add();
	time.move(2 * 60_000);

	expect(await make(other)).toBe('placed');
	expect(await make(callerOf(), { isTest: true })).toBe('placed');
});

test.each<[string, IDataObject, unknown]>([
	['has ended', { status: 'completed' }, 'placed'],
	['is ringing', { status: 'ringing' }, 'placed'],
	['waits', { status: 'queued' }, PENDING],
	['was just initiated', { status: 'initiated' }, PENDING],
	['has no state', { status: null }, PENDING],
	['has a state that nobody knows', { status: 'warming_up' }, PENDING],
	['is to somebody else', { to: '+12125001001' }, PENDING],
	['was made before', { created_at: new Date(0).toISOString() }, PENDING],
	['has a hidden number', { to: '+1212500****' }, PENDING],
])('after a call of the campaign that %s', async (_what, call, end) => {
	await add();
	time.move(2 * 60_000);
	listed(call);

	expect(await make()).toEqual(end);
});

test('a contact in a campaign that can not be read may have been called by any agent just now, but does not wait', async () => {
	talkover().answer(403, { success: false, message: 'No' }, 'getCampaign');
	expect(await add()).toBe('placed');

	expect(await make()).toMatch(/^duplicate/);
	time.move(2 * 60_000);
	expect(await make(callerOf(), { maxCallsPerContact: { limit: {} } })).toMatch(/^callsUnknown/);
	expect(await make()).toBe('placed');
});

test('the campaign is read once for all items of a run', async () => {
	const phones = ['+12125001000', '+12125001001', '+12125001002'];
	const parameters = {
		...{ resource: 'call', operation: 'makeForCampaign', phone: '={{ $json.phone }}' },
		campaignId: chosen(SEED.activeCampaignId),
	};

	await runTalkover(talkover(), parameters, { items: phones.map((phone) => ({ phone })) });

	const reads = talkover().requests.filter(({ operationId }) => operationId === 'getCampaign');
	expect(reads).toHaveLength(1);
});
