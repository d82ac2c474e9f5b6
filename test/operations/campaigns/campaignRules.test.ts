import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { searchPage } from '../../support/n8n/lists';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const active = chosen(SEED.activeCampaignId);
const draft = chosen(SEED.draftCampaignId);

const run = (operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource: 'campaign', operation, ...parameters });

const update = (campaignId: INodeParameters, updateFields: INodeParameters) =>
	run('update', { campaignId, updateFields });
const setStatus = (status: string) => run('updateStatus', { campaignId: active, status });

test('the time zone of an active campaign with queued calls can be changed only after a pause', async () => {
	const rejected = await update(active, { timezone: 'Europe/Lisbon' });
	const renamed = await update(active, { name: 'Q2 Outreach' });
	await setStatus('paused');
	const paused = await update(active, { timezone: 'Europe/Lisbon' });

	expect(rejected.error?.message).toContain('Pause the campaign first.');
	expect(jsonOf(renamed)).toEqual([expect.objectContaining({ name: 'Q2 Outreach' })]);
	expect(jsonOf(paused)).toEqual([expect.objectContaining({ timezone: 'Europe/Lisbon' })]);
});

test('a campaign can be paused, resumed and completed', async () => {
	const statuses: unknown[] = [];
	for (const status of ['paused', 'active', 'completed']) {
		const [changed] = jsonOf(await setStatus(status));
		expect(changed).toMatchObject({ id: SEED.activeCampaignId, changed: true, status });
		statuses.push(talkover().state.campaigns[0]?.status);
	}

	expect(statuses).toEqual(['paused', 'active', 'completed']);
	expect((await setStatus('active')).error?.message).toBe(
		'Talkover rejected the request (HTTP 400) – Cannot transition from completed to active status',
	);
});

test('setting the current status of a campaign succeeds and changes nothing', async () => {
	expect(jsonOf(await setStatus('active'))).toEqual([
		{ id: SEED.activeCampaignId, changed: false, status: 'active' },
	]);
});

test('setting a status succeeds when the response is lost', async () => {
	talkover().fail({
		operationId: 'updateCampaignStatus',
		times: 1,
		fault: { kind: 'resetAfter' },
	});

	const result = await setStatus('paused');

	expect(jsonOf(result)).toEqual([{ id: SEED.activeCampaignId, changed: true, status: 'paused' }]);
	expect(talkover().state.campaigns[0]?.status).toBe('paused');
});

test('a status that Talkover rejects is reported with the label of its field', async () => {
	talkover().fail({
		operationId: 'updateCampaignStatus',
		fault: { kind: 'documented', status: 422 },
	});

	expect(shownError(await setStatus('paused')).message).toBe(
		'Talkover rejected the request (HTTP 422) – Status: The selected status is invalid.',
	);
});

test('deleting an active campaign fails without stopping the other items', async () => {
	const ids = [{ id: SEED.activeCampaignId }, { id: SEED.draftCampaignId }];
	const parameters = { campaignId: { ...active, value: '={{ $json.id }}' } };
	const settings = { onError: 'continueRegularOutput' as const };

	const result = await runTalkover(
		talkover(),
		{ resource: 'campaign', operation: 'delete', ...parameters, options: { maxConcurrency: 1 } },
		{ items: ids, settings },
	);

	expect(jsonOf(result)).toEqual([
		expect.objectContaining({ message: 'Cannot delete active campaign (HTTP 403)' }),
		{ deleted: true },
	]);
	expect(talkover().state.campaigns.map(({ id }) => id)).toEqual([SEED.activeCampaignId]);
});

test('a 403 is reported with the message of Talkover and both possible causes', async () => {
	talkover().fail({
		operationId: 'deleteCampaign',
		fault: { kind: 'answer', status: 403, body: { success: false, message: 'Forbidden' } },
	});

	const { message, lines } = shownError(await run('delete', { campaignId: draft }));

	expect(message).toBe('Forbidden (HTTP 403)');
	expect(lines).toEqual([
		expect.stringMatching(/two possible causes: .*your plan.* belongs to another environment\./),
	]);
});

test('a 403 about the plan is reported without mentioning the API token', async () => {
	const status = 403;
	talkover().fail({ operationId: 'createCampaign', fault: { kind: 'documented', status } });
	const callTimeRanges = { range: [{ start: '09:00', end: '17:00' }] };
	const create = {
		name: 'One',
		startDate: '2026-03-01',
		timezone: 'Europe/Lisbon',
		callTimeRanges,
	};

	const { message, lines } = shownError(
		await run('create', { ...create, agentId: chosen(SEED.salesAgentId) }),
	);

	expect(message).toBe(
		'The limit of your Talkover plan is reached (HTTP 403) – Your plan does not allow creating more campaigns',
	);
	expect(lines.join()).not.toContain('token');
});

test('deleting a campaign with calls in progress fails', async () => {
	await setStatus('paused');
	Object.assign(talkover().state.campaignCalls[2] ?? {}, { status: 'answered' });

	const result = await run('delete', { campaignId: active });

	expect(result.error?.message).toContain('Campaign has active calls in progress');
});

test('the stats of a campaign count only its own calls', async () => {
	talkover().state.campaignCalls.push({ id: 'other', campaign_id: SEED.draftCampaignId });

	const [report] = jsonOf(await run('get', { campaignId: active }));

	expect(report?.calls).toHaveLength(3);
	expect(report).toMatchObject({
		id: SEED.activeCampaignId,
		stats: {
			total_calls: 3,
			completed_calls: 1,
			failed_calls: 1,
			success_rate: 50,
			average_duration: 120,
		},
	});
});

test.each([
	[{ agentId: SEED.draftAgentId }, ['Appointments']],
	[{ status: 'active' }, ['Q1 Outreach']],
	[{ search: 'for q1' }, ['Q1 Outreach']],
	[{ dateFrom: '2026-01-02', dateTo: '2026-01-02' }, ['Q1 Outreach', 'Appointments']],
	[{ dateFrom: '2026-01-03' }, []],
])('the filters %j return the campaigns %j', async (filters, names) => {
	const found = jsonOf(await run('getMany', { filters }));

	expect(found.map(({ name }) => name)).toEqual(names);
});

test('the list of campaigns is searched by Talkover', async () => {
	const search = (filter?: string) => searchPage(talkover(), 'searchCampaigns', {}, filter);

	expect(await search()).toEqual({
		results: [
			{ name: 'Q1 Outreach', value: SEED.activeCampaignId, description: 'sales, active' },
			{ name: 'Appointments', value: SEED.draftCampaignId, description: 'reminder, draft' },
		],
	});
	expect(await search('outbound sales')).toEqual({
		results: [expect.objectContaining({ name: 'Q1 Outreach' })],
	});
	expect(talkover().requests.at(-1)?.url).toContain('search=outbound%20sales');
});
