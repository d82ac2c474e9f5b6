import type { INodeParameters } from 'n8n-workflow';

import { creationOf } from '../../nodes/Talkover/api/request';
import { SEED } from '../../tools/simulator/state';
import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { requestOf } from '../support/requestOf';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

const run = (resource: string, operation: string, parameters: INodeParameters) =>
	runTalkover(talkover(), { resource, operation, ...parameters });

const campaignId = chosen(SEED.activeCampaignId);
const setStatus = (status: string) => run('campaign', 'updateStatus', { campaignId, status });
const outputOf = (changed: boolean, status: string) => [
	{ id: SEED.activeCampaignId, changed, status },
];

test('setting the current status of a campaign succeeds and changes nothing', async () => {
	expect(jsonOf(await setStatus('active'))).toEqual(outputOf(false, 'active'));
	expect(jsonOf(await setStatus('completed'))).toMatchObject(outputOf(true, 'completed'));
	expect(shownError(await setStatus('active')).message).toBe(
		'Talkover rejected the request (HTTP 400) – Cannot transition from completed to active status',
	);
});

test('setting the status of a campaign succeeds when the response is lost', async () => {
	const fault = { kind: 'resetAfter' } as const;
	talkover().fail({ operationId: 'updateCampaignStatus', times: 1, fault });

	expect(jsonOf(await setStatus('paused'))).toEqual(outputOf(true, 'paused'));
	expect(talkover().state.campaigns[0]?.status).toBe('paused');
});

test("an AI agent's exports of the same files are recognized in any order", () => {
	const keyOf = (fileDataIds: string[]) =>
		creationOf(requestOf('campaign.exportToSftp', { fileDataIds }))?.toolKey;

	expect([keyOf(['b', 'a']), keyOf(['a', 'c'])]).toEqual([
		['a', 'b'],
		['a', 'c'],
	]);
});

const check = (agentId: string, sourceAgentIds: string[]) =>
	run('callbackAgent', 'check', { agentId: chosen(agentId), sourceAgentIds });

test('checking a configuration of callbacks returns whether it is valid', async () => {
	const { draftAgentId, salesAgentId } = SEED;

	expect(jsonOf(await check(draftAgentId, [salesAgentId]))).toEqual([{ valid: true, errors: [] }]);
	expect(jsonOf(await check(salesAgentId, [draftAgentId]))).toEqual([
		{
			valid: false,
			errors: [
				'Agent must be inbound to serve as a callback agent',
				`Source agent ${draftAgentId} is not published`,
			],
		},
	]);
	const body = { success: false, message: 'Configuration has errors', errors: ['Not inbound'] };
	talkover().answer(422, body);
	expect(jsonOf(await check(draftAgentId, []))).toEqual([
		{ valid: false, errors: ['Not inbound'] },
	]);
});

test.each([
	[422, { message: 'Invalid.', errors: { callback_source_agents: ['Not a list.'] } }],
	[200, '<html><title>Welcome</title></html>'],
	[422, ''],
	[404, { success: false, message: 'Agent not found' }],
	[500, { success: false, message: 'Internal server error.' }],
])('checking a callback configuration fails with status %i and body %j', async (status, body) => {
	skipWaits();
	talkover().answer(status, body);

	const result = await check(SEED.draftAgentId, []);

	expect(result.status).toBe('error');
	expect(jsonOf(result)).toEqual([]);
});
