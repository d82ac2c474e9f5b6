import type { INode, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const MAKE = {
	resource: 'call',
	operation: 'makeForCampaign',
	campaignId: chosen(SEED.activeCampaignId),
	phone: '+1 212 500 1111',
};

const make = (more: INodeParameters = {}, settings: Partial<INode> = {}) =>
	runTalkover(talkover(), { ...MAKE, ...more }, { settings });

/** The numbers that were added to the campaign, without the three of the initial state. */
const added = () =>
	talkover()
		.state.campaignCalls.slice(3)
		.map(({ to }) => to);

test('a phone number that is already queued in the campaign is not added again', async () => {
	const result = await make({ phone: SEED.queuedPhone });

	expect(jsonOf(result)).toEqual([
		{
			...{ outcome: 'skipped', placed: false, reason: 'duplicate', retryable: false },
			message: expect.stringContaining('already has a call to this number'),
			id: 'campaign-call-3',
			campaign_id: SEED.activeCampaignId,
			to: SEED.queuedPhone,
			status: 'queued',
			created_at: '2026-01-05T14:00:00Z',
		},
	]);
	expect(added()).toEqual([]);
});

test.each([
	['without a call', { campaign: { id: 'x' } }],
	['with a call that existed before', { message: 'Exists', existing_call: { id: 'x' } }],
	['with a call without an ID', { data: { status: 'queued', to: '+12125001111' } }],
	['with a call that is null', { message: 'Queued', campaign_call: null }],
])('a success %s is an error', async (_, body) => {
	talkover().answer(201, body, 'makeCampaignCall');

	const { error } = await make();

	expect(error?.message).toContain(
		'Outcome unknown: the call to +12125001111 may have been made (HTTP 201) – The response begins',
	);
	expect(error?.description).toContain('Check the calls of the campaign in Talkover');
});

test.each([
	['beside the message', { existing_call: { call_id: 'x' } }],
	['in data', { data: { existing_call: { id: 'x' } } }],
	['in the error', { error: { message: 'Exists', existing_call: { id: 'x' } } }],
	['as an ID', { existing_call: 'x' }],
])('a 409 with the existing call %s counts as a duplicate', async (_where, body) => {
	talkover().answer(409, body, 'makeCampaignCall');

	expect(jsonOf(await make())).toEqual([expect.objectContaining({ placed: false, id: 'x' })]);
});

test('a call has its own ID, and not that of what it comes in', async () => {
	const body = { id: 'k', campaign_call: { id: 'c', to: '+12125001111' } };
	talkover().answer(201, body, 'makeCampaignCall');

	expect(jsonOf(await make())).toEqual([expect.objectContaining({ placed: true, id: 'c' })]);
});
