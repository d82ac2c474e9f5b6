import type { INode, INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import {
	jsonOf,
	runTalkover,
	talkoverWorkflow,
	credentialFor,
} from '../../../harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import { retryWorkflow, runWorkflow } from '../../../harness/workflow';

const talkover = useSimulator();

const MAKE = {
	resource: 'call',
	operation: 'makeForCampaign',
	campaignId: { __rl: true, mode: 'id', value: SEED.activeCampaignId },
	phone: '+1 555 000 1111',
};

const make = (more: INodeParameters = {}, settings: Partial<INode> = {}) =>
	runTalkover(talkover(), { ...MAKE, ...more }, { settings });

/** The numbers that the campaign calls, beside those from the start. */
const added = () =>
	talkover()
		.state.campaignCalls.slice(3)
		.map(({ to }) => to);

test('a call with variables and context, as a test', async () => {
	const result = await make({
		variables: { variable: [{ name: 'customer_name', value: 'Ana' }] },
		context: '{"contact": 17}',
		isTest: true,
	});

	expect(talkover().requests).toEqual([
		expect.objectContaining({
			url: `/api/v1/campaigns/${SEED.activeCampaignId}/call`,
			body: {
				to: '+15550001111',
				payload: { customer_name: 'Ana' },
				context: { contact: 17 },
				is_testing: true,
				allow_duplicates: false,
			},
		}),
	]);
	expect(jsonOf(result)).toEqual([
		expect.objectContaining({
			placed: true,
			to: '+15550001111',
			status: 'queued',
			campaign: { id: SEED.activeCampaignId, name: 'Q1 Outreach', status: 'active' },
		}),
	]);
});

test('variables as JSON', async () => {
	await make({ variablesDefinition: 'json', variablesJson: '{"visits": 3}' });

	expect(talkover().requests.at(-1)?.body).toMatchObject({ payload: { visits: 3 } });
});

test('a number that the campaign has yet to call is not added again', async () => {
	const result = await make({ phone: SEED.queuedPhone });

	expect(jsonOf(result)).toEqual([
		{
			placed: false,
			id: 'campaign-call-3',
			campaign_id: SEED.activeCampaignId,
			to: SEED.queuedPhone,
			status: 'queued',
			created_at: '2026-01-05T14:00:00Z',
		},
	]);
	expect(added()).toEqual([]);
});

test('unless the user wants it', async () => {
	const result = await make({ phone: SEED.queuedPhone, allowDuplicates: true });

	expect(jsonOf(result)).toEqual([expect.objectContaining({ placed: true })]);
	expect(added()).toEqual([SEED.queuedPhone]);
});

test('a 409 without the call that there is stays a failure', async () => {
	const body = { success: false, message: 'Something else stands in the way' };
	talkover().fail({ fault: { kind: 'answer', status: 409, body } });

	const result = await make();

	expect(result.error?.httpCode).toBe('409');
	expect(result.error?.message).toContain('Something else stands in the way');
});

test('the same answer with another status does as well', async () => {
	const body = { success: false, message: 'No', existing_call: { id: 'x' } };
	talkover().fail({ fault: { kind: 'answer', status: 400, body } });

	expect((await make()).error?.httpCode).toBe('400');
});

test('an answer without a call is reported, not guessed at', async () => {
	talkover().fail({ fault: { kind: 'answer', status: 201, body: { success: true, data: {} } } });

	const { error } = await make();

	expect(error?.message).toBe('Talkover answered in a form this node does not understand');
	expect(error?.description).toContain('It is not known whether the call to +15550001111 came');
});

test('a campaign that is not active takes no calls', async () => {
	const result = await make({
		campaignId: { __rl: true, mode: 'id', value: SEED.draftCampaignId },
	});

	expect(result.error?.message).toBe('Talkover did not accept the values – Campaign is not active');
});

test('a call whose answer was lost is not made a second time by a retry', async () => {
	talkover().fail({ operationId: 'makeCampaignCall', times: 1, fault: { kind: 'resetAfter' } });

	const options = {
		workflow: talkoverWorkflow({ ...MAKE, allowDuplicates: true }),
		credential: credentialFor(talkover()),
	};
	const failed = await runWorkflow(options);
	const again = await retryWorkflow(options, failed);

	expect(failed.error?.description).toContain('among the calls of the campaign');
	expect(again.error?.message).toContain('Nothing was sent');
	expect(added()).toEqual(['+15550001111']);
});

test.each([
	['a number that is none', { phone: 'call me' }, /Phone: "call me" must begin with \+/],
	[
		'a name used twice',
		{ variables: { variable: [{ name: 'a' }, { name: 'a' }] } },
		/Variables: the name "a" is used twice/,
	],
	[
		'no campaign',
		{ campaignId: { __rl: true, mode: 'id', value: '={{ "" }}' } },
		/Campaign: is required/,
	],
])('%s is refused before anything is sent', async (_name, more, message) => {
	const result = await make(more);

	expect(result.error?.message).toMatch(message);
	expect(talkover().requests).toEqual([]);
});
