import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { loadList, searchPage } from '../../support/n8n/lists';
import { chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const agentId = chosen(SEED.draftAgentId);
const sourceAgentIds = [SEED.salesAgentId];
const outbound = chosen(SEED.salesAgentId);

const run = (operation: string, parameters: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'callbackAgent', operation, ...parameters });

const jsonFrom = async (operation: string, parameters: INodeParameters = {}) => {
	const result = await run(operation, parameters);
	expect(result.error).toBeUndefined();
	return jsonOf(result);
};

test('an agent can be set as a callback agent, be updated, and lose the role', async () => {
	const role = expect.objectContaining({
		id: SEED.draftAgentId,
		callback_config: { source_agent_ids: sourceAgentIds },
	});

	expect(await jsonFrom('set', { agentId, sourceAgentIds })).toEqual([role]);
	expect(await jsonFrom('get', { agentId })).toEqual([
		{
			agent: role,
			source_agents: [expect.objectContaining({ id: SEED.salesAgentId })],
			stats: { total_callbacks_received: 0, callbacks_answered: 0 },
		},
	]);
	await jsonFrom('update', { agentId, sourceAgentIds: `${SEED.salesAgentId}, other` });
	expect(await jsonFrom('getMany')).toEqual([
		expect.objectContaining({ id: SEED.supportAgentId }),
		expect.objectContaining({
			id: SEED.draftAgentId,
			callback_config: { source_agent_ids: [SEED.salesAgentId, 'other'] },
		}),
	]);
	expect(await jsonFrom('remove', { agentId })).toEqual([
		{ success: true, message: 'Callback role removed' },
	]);
	expect(shownError(await run('get', { agentId })).message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Agent is not configured as a callback agent",
	);
	expect(talkover().state.agents.map(({ id }) => id)).toContain(SEED.draftAgentId);
});

test('an outbound agent cannot be set as a callback agent', async () => {
	const result = await run('set', { agentId: outbound, sourceAgentIds });

	expect(result.error?.message).toBe(
		'Talkover rejected the request (HTTP 422) – Agent must have direction=inbound to serve as a callback',
	);
});

test('setting a callback agent is retried when its response is lost', async () => {
	talkover().fail({ operationId: 'setAgentCallback', fault: { kind: 'resetAfter' }, times: 1 });

	expect(await jsonFrom('set', { agentId, sourceAgentIds })).toHaveLength(1);
	expect(talkover().state.callbackAgents).toHaveLength(2);
});

test('removing the role succeeds when its response is lost and it is retried', async () => {
	talkover().fail({ operationId: 'removeCallbackRole', fault: { kind: 'resetAfter' }, times: 1 });

	expect(await jsonFrom('remove', { agentId: chosen(SEED.supportAgentId) })).toEqual([
		{ success: true },
	]);
	expect(talkover().state.callbackAgents).toEqual([]);
});

test.each(['set', 'update'])(
	'%s without source agents is rejected before anything is sent',
	async (operation) => {
		const result = await run(operation, { agentId, sourceAgentIds: '={{ [] }}' });

		expect(result.error?.message).toMatch(/Source Agent Names or IDs: is required/);
		expect(talkover().requests).toEqual([]);
	},
);

test('checking a valid configuration returns that it is valid', async () => {
	const additionalFields = { callbackTriggerStatuses: 'no_answer, busy' };

	const checked = await jsonFrom('check', { agentId, sourceAgentIds, additionalFields });

	expect(checked).toEqual([{ valid: true, errors: [] }]);
	expect(talkover().requests.map(({ body }) => body)).toEqual([
		{
			is_callback_agent: true,
			callback_source_agents: sourceAgentIds,
			callback_trigger_statuses: ['no_answer', 'busy'],
		},
	]);
});

test('checking an invalid configuration returns its errors', async () => {
	const sources = [SEED.salesAgentId, SEED.draftAgentId];

	expect(await jsonFrom('check', { agentId: outbound, sourceAgentIds: sources })).toEqual([
		{
			valid: false,
			errors: [
				'Agent must be inbound to serve as a callback agent',
				`Source agent ${SEED.draftAgentId} is not published`,
			],
		},
	]);
});

test('checking an invalid configuration returns its errors when the response has status 422', async () => {
	const body = { success: false, message: 'Configuration has errors', errors: ['Not inbound'] };
	talkover().fail({ fault: { kind: 'answer', status: 422, body } });

	expect(await jsonFrom('check', { agentId })).toEqual([{ valid: false, errors: ['Not inbound'] }]);
});

test.each([
	[422, { message: 'Invalid.', errors: { callback_source_agents: ['Not a list.'] } }],
	[200, '<html><title>Welcome</title></html>'],
	[422, ''],
	[404, { success: false, message: 'Agent not found' }],
	[500, { success: false, message: 'Internal server error.' }],
])(
	'checking a configuration fails when the response has status %i and body %j',
	async (status, body) => {
		talkover().fail({ fault: { kind: 'answer', status, body } });

		const result = await run('check', { agentId, options: { maxRetries: 0 } });

		expect(result.status).toBe('error');
		expect(jsonOf(result)).toEqual([]);
	},
);

test.each([
	[{ startDate: '2026-01-01', endDate: '2026-01-31' }, 2, 1, 0],
	[{ startDate: '2026-01-15T23:00:00Z', endDate: '2026-02-28' }, 2, 1, 1],
	[{ startDate: '2030-01-01', endDate: '2030-01-02' }, 0, 0, 0],
])(
	'Get Stats with the filters %j returns %i callbacks, %i answered and %i unmatched',
	async (filters, total, answered, unmatched) => {
		expect(await jsonFrom('getStats', { filters })).toEqual([
			expect.objectContaining({
				period: { start: filters.startDate.slice(0, 10), end: filters.endDate },
				total_callbacks_received: total,
				callbacks_answered: answered,
				callbacks_unmatched: unmatched,
			}),
		]);
	},
);

test('an invalid date is rejected before anything is sent', async () => {
	const result = await run('getStats', { filters: { startDate: 'last month' } });

	expect(result.error?.message).toMatch(/Start Date: must be a date/);
	expect(talkover().requests).toEqual([]);
});

test('Get Source Agents returns outbound, published agents', async () => {
	expect(await jsonFrom('getSourceAgents')).toEqual([
		{
			id: SEED.salesAgentId,
			name: 'Sales Outbound',
			direction: 'outbound',
			current_status: 'published',
		},
	]);
});

test('the lists of callback agents and source agents show the matching agents', async () => {
	const search = (filter: string) => searchPage(talkover(), 'searchCallbackAgents', {}, filter);
	const roles = { name: 'Customer Support Agent', value: SEED.supportAgentId };

	expect(await search('support')).toEqual({
		results: [{ ...roles, description: 'published' }],
	});
	expect(await search('sales')).toEqual({ results: [] });
	expect(await loadList(talkover(), 'getCallbackSourceAgents')).toEqual([
		{ name: 'Sales Outbound', value: SEED.salesAgentId },
	]);
});
