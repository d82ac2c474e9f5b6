import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const calendarId = chosen(SEED.calendarId);
const agentId = chosen(SEED.supportAgentId);
const week = { from: '2027-01-18T00:00:00Z', to: '2027-01-25T00:00:00Z' };

test.each<[string, INodeParameters, object]>([
	[
		'free slot',
		{ resource: 'availability', operation: 'getFreeSlots', calendarId, ...week },
		{ calendar_id: SEED.calendarId },
	],
	[
		'training',
		{ resource: 'training', operation: 'getMany', agentId },
		{ agent_id: SEED.supportAgentId },
	],
	['flow', { resource: 'flow', operation: 'get', agentId }, { agent_id: SEED.supportAgentId }],
	[
		'import',
		{
			resource: 'campaign',
			operation: 'importFromSftp',
			campaignId: chosen(SEED.activeCampaignId),
		},
		{ campaign_id: SEED.activeCampaignId },
	],
])('a %s has the ID of what it belongs to', async (_, parameters, owner) => {
	const [item] = jsonOf(await runTalkover(talkover(), parameters));

	expect(item).toMatchObject(owner);
});

test('an agent has no second field with its own ID', async () => {
	const publish = { resource: 'agent', operation: 'publish', agentId };

	const [agent] = jsonOf(await runTalkover(talkover(), publish));

	expect(agent).toMatchObject({ id: SEED.supportAgentId });
	expect(agent).not.toHaveProperty('agent_id');
});

test('the owner that Talkover returns is not replaced', async () => {
	const rule = { id: 'rule-uuid-9', type: 'recurring', calendar_id: 'as-returned' };
	talkover().answer(200, { success: true, data: [rule] });
	const get = { resource: 'availability', operation: 'getRules', calendarId };

	expect(jsonOf(await runTalkover(talkover(), get))).toEqual([rule]);
});
