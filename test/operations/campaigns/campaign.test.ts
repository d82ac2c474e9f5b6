import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const draft = chosen(SEED.draftCampaignId);

const CREATE = {
	name: 'Spring Offer',
	campaignType: 'follow_up',
	agentId: chosen(SEED.salesAgentId),
	startDate: '2026-03-01',
	daysOfWeek: ['1', '7'],
	callTimeRanges: {
		range: [
			{ start: '09:00', end: '12:00' },
			{ start: '14:00', end: '17:30' },
		],
	},
	timezone: 'Europe/Lisbon',
};

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'campaign', operation, simplify: false, ...parameters });

const create = (more: INodeParameters = {}) => run('create', { ...CREATE, ...more });
const update = (campaignId: INodeParameters, updateFields: INodeParameters) =>
	run('update', { campaignId, updateFields });

const lastBody = () => talkover().requests.at(-1)?.body;

test('a campaign can be created, read, listed, updated and deleted', async () => {
	const [created] = jsonOf(await create());
	const campaignId = chosen(created?.id);

	expect(lastBody()).toEqual({
		name: 'Spring Offer',
		campaign_type: 'follow_up',
		agent_id: SEED.salesAgentId,
		start_date: '2026-03-01',
		days_of_week: [1, 7],
		call_time_ranges: CREATE.callTimeRanges.range,
		timezone: 'Europe/Lisbon',
	});
	expect(created).toMatchObject({ status: 'draft', max_retries: 3 });
	expect(jsonOf(await run('get', { campaignId }))).toEqual([
		expect.objectContaining({
			id: created?.id,
			earliest_call_time: '09:00:00',
			latest_call_time: '17:30:00',
			calls: [],
		}),
	]);
	const filters = { status: 'draft', campaignType: 'follow_up', search: 'spring' };
	expect(jsonOf(await run('getMany', { filters }))).toEqual([
		expect.objectContaining({ id: created?.id, agent: expect.anything() }),
	]);

	const updateFields = { endDate: '2026-04-01', agentId: SEED.supportAgentId, maxRetries: 0 };
	expect(jsonOf(await update(campaignId, updateFields))).toEqual([
		expect.objectContaining({
			id: created?.id,
			name: 'Spring Offer',
			end_date: '2026-04-01',
			agent_id: SEED.supportAgentId,
			max_retries: 0,
		}),
	]);
	expect(lastBody()).toEqual({
		end_date: '2026-04-01',
		agent_id: SEED.supportAgentId,
		max_retries: 0,
	});

	expect(jsonOf(await run('delete', { campaignId }))).toEqual([{ deleted: true }]);
	expect(shownError(await run('get', { campaignId })).message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Campaign not found",
	);
});

test('the numbers of the do-not-call list are sent in international format', async () => {
	await create({
		additionalFields: {
			doNotCallEnabled: true,
			doNotCallListSource: 'custom',
			doNotCallCustomList: '+1 (212) 555-0123, +49 30 901820',
			autoDncTriggerStatuses: 'completed, voicemail',
		},
	});

	expect(lastBody()).toMatchObject({
		do_not_call_list_source: 'custom',
		do_not_call_custom_list: ['+12125550123', '+4930901820'],
		auto_dnc_trigger_statuses: ['completed', 'voicemail'],
	});
});

test('the end date of a campaign can be removed', async () => {
	await update(draft, { endDate: '2026-12-31' });

	const [updated] = jsonOf(await update(draft, { removeEndDate: true }));

	expect(lastBody()).toEqual({ end_date: null });
	expect(updated).toMatchObject({ end_date: null, name: 'Appointments' });
});

const range = (start: string, end: string) => ({ callTimeRanges: { range: [{ start, end }] } });

test('a campaign can call until the end of the day', async () => {
	await create(range('09:00', '24:00'));

	expect(lastBody()).toMatchObject({ call_time_ranges: [{ start: '09:00', end: '24:00' }] });
});

test.each([
	['without a name', { name: BLANK }, /Name: is required/],
	['without a start date', { startDate: BLANK }, /Start Date: is required/],
	['without days', { daysOfWeek: '={{ [] }}' }, /Days of Week: is required/],
	['with a day that is not text', { daysOfWeek: '={{ [[0], 1] }}' }, /Days of Week: must be text/],
	['without call times', { callTimeRanges: {} }, /Call Time Ranges: needs at least one time range/],
	[
		'with an invalid time',
		range('9:00', '17:00'),
		/Time Range 1, Start: must be a time from 00:00/,
	],
	[
		'with a time range that ends before it starts',
		range('17:00', '09:00'),
		/End must be after Start \(in Time Range 1\)/,
	],
	['without a time zone', { timezone: BLANK }, /Timezone Name or ID: is required/],
	[
		'with an unknown time zone',
		{ timezone: 'EST5' },
		/Timezone Name or ID: must be the name of a time zone/,
	],
	[
		'with an end date before the start date',
		{ additionalFields: { endDate: '2026-02-28' } },
		/End Date: must be after Start Date \(2026-03-01\)/,
	],
	[
		'with an invalid number on the do-not-call list',
		{ additionalFields: { doNotCallCustomList: '+12125550123, 5551234' } },
		/Do Not Call Custom List: "5551234" has no country code/,
	],
	[
		'with too many retries',
		{ additionalFields: { maxRetries: 11 } },
		/Max Call Retries: must be between 0 and 10/,
	],
])('creating a campaign %s is rejected before anything is sent', async (_name, more, message) => {
	const result = await create(more);

	expect(result.error?.message).toMatch(message);
	expect(talkover().requests).toEqual([]);
});

test.each([
	['without a field', {}, /There is nothing to change: add at least one field .* 'Update Fields'/],
	['with only Remove End Date turned off', { removeEndDate: false }, /There is nothing to change/],
	[
		'with both an end date and Remove End Date',
		{ removeEndDate: true, endDate: '2026-12-31' },
		/'End Date' and 'Remove End Date' can't be used together/,
	],
	[
		'with an end date before the start date',
		{ startDate: '2026-05-01', endDate: '2026-05-01' },
		/End Date: must be after Start Date/,
	],
])(
	'updating a campaign %s is rejected before anything is sent',
	async (_name, updateFields, message) => {
		const result = await update(draft, updateFields);

		expect(result.error?.message).toMatch(message);
		expect(talkover().requests).toEqual([]);
	},
);
