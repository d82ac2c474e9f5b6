import type { INodeParameters } from 'n8n-workflow';

import { creationOf } from '../../../nodes/Talkover/api/request';
import { exportToSftp } from '../../../nodes/Talkover/resources/campaign';
import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { loadList } from '../../support/n8n/lists';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const campaignId = chosen(SEED.activeCampaignId);
const fileDataIds = [SEED.campaignFileId];
const IMPORT = { campaignId };
const EXPORT = { campaignId, fileDataIds };
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

const run = (operation: string, parameters: INodeParameters, settings = {}) =>
	runTalkover(talkover(), { resource: 'campaign', operation, ...parameters }, { settings });

const logs = async () => jsonOf(await run('getSftpLogs', { campaignId, returnAll: true }));

const sent = (operationId: string) =>
	talkover().requests.filter((request) => request.operationId === operationId);

test('an import starts, and the SFTP logs show its progress', async () => {
	expect(jsonOf(await run('importFromSftp', IMPORT))).toEqual([
		{ job_id: expect.any(String), queued_at: expect.any(String) },
	]);

	expect(await logs()).toEqual([expect.objectContaining({ type: 'import', status: 'running' })]);
	expect(await logs()).toEqual([
		expect.objectContaining({ type: 'import', status: 'succeeded', rows_processed: 120 }),
	]);
	const [campaign] = jsonOf(await run('get', { campaignId }));
	expect(campaign?.files).toHaveLength(2);
});

test('an export sends the chosen files', async () => {
	const both = { campaignId, fileDataIds: ` ${SEED.campaignFileId}, ${SEED.campaignFileId}` };

	expect(jsonOf(await run('exportToSftp', both))).toEqual([
		{ job_id: expect.any(String), files_count: 1 },
	]);

	expect(sent('triggerCampaignSftpExport')[0]?.body).toEqual({ file_data_ids: fileDataIds });
	expect(await logs()).toEqual([expect.objectContaining({ type: 'export', status: 'running' })]);
});

test.each([
	['importFromSftp', IMPORT, 'An SFTP import is already in progress'],
	['exportToSftp', EXPORT, 'An SFTP export is already in progress'],
])('%s fails while another one is in progress', async (operation, parameters, words) => {
	await run(operation, parameters);

	const { message } = shownError(await run(operation, parameters));

	expect(message).toContain(words);
	expect(await logs()).toHaveLength(1);
});

test.each<[string, boolean, number, string, INodeParameters]>([
	['importFromSftp', false, 1, 'triggerCampaignSftpImport', IMPORT],
	['importFromSftp', true, 2, 'triggerCampaignSftpImport', IMPORT],
	['exportToSftp', false, 1, 'triggerCampaignSftpExport', EXPORT],
	['exportToSftp', true, 2, 'triggerCampaignSftpExport', EXPORT],
])(
	'Retry On Fail after a lost response of %s with resendUnknown %p sends %i request(s) in total',
	async (operation, resendUnknown, requests, operationId, parameters) => {
		talkover().fail({ operationId, fault: { kind: 'resetAfter' }, times: 1 });
		const options = { resendUnknown };

		const result = await run(operation, { ...parameters, options }, RETRY_ON_FAIL);

		expect(shownError(result).message).toContain(
			resendUnknown ? 'already in progress' : 'the outcome of an earlier attempt is unknown',
		);
		expect(sent(operationId)).toHaveLength(requests);
	},
);

test('a file of another campaign is rejected with the label of the parameter', async () => {
	const other = { campaignId: chosen(SEED.draftCampaignId), fileDataIds };

	const { message } = shownError(await run('exportToSftp', other));

	expect(message).toContain('File Names or IDs');
	expect(await logs()).toEqual([]);
});

test('an export without files is rejected before anything is sent', async () => {
	const result = await run('exportToSftp', { campaignId, fileDataIds: '={{ [] }}' });

	expect(shownError(result).message).toContain('File Names or IDs: is required');
	expect(talkover().requests).toEqual([]);
});

test.each(['importFromSftp', 'exportToSftp', 'getSftpLogs'])(
	'%s of a campaign that does not exist fails',
	async (operation) => {
		const result = await run(operation, { ...EXPORT, campaignId: chosen('nobody') });

		expect(shownError(result).message).toMatch(/– Campaign not found$/);
	},
);

test('Get SFTP Logs reads all pages', async () => {
	const campaign = talkover().state.campaigns[0] ?? {};
	for (let index = 0; index < 130; index++) {
		const log = { id: `log-${String(index)}`, type: 'import', status: 'failed' };
		talkover().state.sftpLogs.push({ campaign, log });
	}

	expect(await logs()).toHaveLength(130);
	expect(jsonOf(await run('getSftpLogs', { campaignId, limit: 3 }))).toHaveLength(3);
});

test("an AI agent's exports of the same files are recognized in any order", () => {
	const keyOf = (ids: string[]) => {
		const job = exportToSftp.prepare({ campaignId: 'campaign-1', fileDataIds: ids }, {});
		return job.ok ? creationOf(job.value.request)?.toolKey : job.faults;
	};

	expect(keyOf(['b', 'a'])).toEqual(['a', 'b']);
	expect(keyOf(['a', 'b'])).toEqual(['a', 'b']);
	expect(keyOf(['a', 'c'])).toEqual(['a', 'c']);
});

test('the list of files shows the files of the chosen campaign', async () => {
	const list = (id: string) =>
		loadList(talkover(), 'getCampaignFiles', {
			resource: 'campaign',
			operation: 'exportToSftp',
			campaignId: chosen(id),
		});

	expect(await list(SEED.activeCampaignId)).toEqual([
		{ name: 'contacts.csv', value: SEED.campaignFileId, description: 'processed' },
	]);
	expect(await list(SEED.draftCampaignId)).toEqual([]);
	await expect(list('')).rejects.toThrow("Choose 'Campaign' first");
});

test('the list of files is loaded again when another campaign is chosen', () => {
	const files = exportToSftp.fields.find(({ name }) => name === 'fileDataIds');

	expect(files?.property.typeOptions?.loadOptionsDependsOn).toEqual(['campaignId.value']);
});

test('the list of files is empty if the response contains no files', async () => {
	const body = { success: true, data: { id: SEED.activeCampaignId, files: null } };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });
	const panel = { resource: 'campaign', operation: 'exportToSftp', campaignId };

	expect(await loadList(talkover(), 'getCampaignFiles', panel)).toEqual([]);
});
