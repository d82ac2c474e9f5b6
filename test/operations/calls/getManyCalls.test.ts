import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { answerOnce, answerPages } from '../../support/servers/pagedServer';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const ofSales = { agents: 'one', agentId: chosen(SEED.salesAgentId) };

const getMany = (more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'call', operation: 'getMany', ...more });

async function idsOf(more: INodeParameters): Promise<unknown[]> {
	return jsonOf(await getMany(more)).map(({ id }) => id);
}

const paths = () => talkover().requests.map(({ url }) => url.replace('/api/v1', '').split('?')[0]);

beforeEach(() => {
	talkover().state.calls.splice(0);
	talkover().state.calls.push(
		{
			id: 'a',
			agent_id: SEED.salesAgentId,
			to: '+12125000001',
			status: 'completed',
			duration_seconds: 61,
			created_at: '2026-02-01T10:00:00Z',
		},
		{
			id: 'b',
			agent_id: SEED.salesAgentId,
			to: '+12125000002',
			status: 'no-answer',
			created_at: '2026-02-02T10:00:00Z',
		},
		{
			id: 'c',
			agent_id: SEED.supportAgentId,
			to: '+1234567890',
			from: '+12125000001',
			direction: 'inbound',
			status: 'completed',
			created_at: '2026-02-03T10:00:00Z',
		},
	);
});

test('Get Many returns the calls of all agents, each with its agent', async () => {
	const calls = jsonOf(await getMany());

	expect(calls.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
	expect(calls[2]).toEqual({
		id: 'a',
		sid: 'sid-a',
		to: '+12125000001',
		from: '+1987654321',
		direction: 'outbound',
		status: 'completed',
		duration: 61,
		is_testing: false,
		agent: { id: SEED.salesAgentId, name: 'Sales Outbound', label: 'Outbound Sales Agent' },
		created_at: '2026-02-01T10:00:00Z',
	});
	expect(paths()).toEqual(['/calls']);
});

test('Get Many returns the calls of one agent', async () => {
	expect(await idsOf(ofSales)).toEqual(['b', 'a']);
	expect(paths()).toEqual([`/agents/${SEED.salesAgentId}/calls`]);
});

test('Get Many for all agents ignores an agent that was chosen before', async () => {
	expect(await idsOf({ ...ofSales, agents: 'all' })).toEqual(['c', 'b', 'a']);
});

test.each([
	[{ status: 'no-answer' }, ['b']],
	[{ direction: 'inbound' }, ['c']],
	[{ dateFrom: '2026-02-02' }, ['c', 'b']],
	[{ dateTo: '2026-02-02' }, ['b', 'a']],
	[{ search: '2125000001' }, ['c', 'a']],
	[{ to: '+1 212 500 0001' }, ['a']],
	[{ status: 'completed', direction: 'outbound', dateTo: '2026-02-01' }, ['a']],
])('the filters %j return the calls %j', async (filters, ids) => {
	expect(await idsOf({ filters })).toEqual(ids);
	expect(await idsOf({ ...ofSales, filters })).toEqual(ids.filter((id) => id !== 'c'));
});

test('the filter To for one agent uses the endpoint that supports it', async () => {
	expect(await idsOf({ ...ofSales, filters: { to: '+12145000000' } })).toEqual([]);
	expect(talkover().requests[0]?.url).toContain(`/calls?agent_id=${SEED.salesAgentId}&to=%2B1214`);
});

test('Get Many returns all 230 calls, or the first 120 with a limit', async () => {
	const [first] = talkover().state.calls;
	for (let index = 3; index < 230; index++) {
		talkover().state.calls.push({ ...first, id: `call-${index}` } as typeof first & { id: string });
	}

	expect(new Set(await idsOf({ returnAll: true })).size).toBe(230);
	expect(await idsOf({ limit: 120 })).toHaveLength(120);
	expect(paths()).toHaveLength(5);
});

test('an agent that does not exist is reported', async () => {
	const result = await getMany({ agents: 'one', agentId: chosen('nobody') });

	expect(shownError(result).message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Agent not found",
	);
});

test.each([
	[
		'for one agent without an agent',
		{ agents: 'one', agentId: chosen(BLANK) },
		/Agent: is required/,
	],
	['with an invalid phone number', { filters: { to: '555' } }, /To: "555" has no country code/],
	['with an invalid date', { filters: { dateFrom: 'soon' } }, /Date From: must be a date such as/],
])('Get Many %s is rejected before anything is sent', async (_name, more, message) => {
	const result = await getMany(more);

	expect(result.error?.message).toMatch(message);
	expect(talkover().requests).toEqual([]);
});

describe('the filter To works even if Talkover ignores it', () => {
	const to = (number: number) => `+1212500${String(number).padStart(4, '0')}`;
	const all = Array.from({ length: 230 }, (_, index) => ({ id: `c${index}`, to: to(index % 10) }));

	test.each([
		[{ returnAll: true }, 23],
		[{ limit: 12 }, 12],
	])('calls to other numbers are filtered out with %j', async (more, count) => {
		answerPages(talkover(), (asked) => {
			const from = (asked.page - 1) * asked.size;
			return { data: all.slice(from, from + asked.size), meta: { last_page: 3, total: 230 } };
		});

		const calls = jsonOf(await getMany({ ...more, filters: { to: to(3) } }));

		expect(calls).toHaveLength(count);
		expect(new Set(calls.map((call) => call.to))).toEqual(new Set([to(3)]));
	});

	test.each([
		['+1 (212) 500-0003', true],
		['(212) 500-0003', true],
		[12125000003, true],
		[undefined, true],
		['+12125000004', false],
	])('a call to %j is recognized as a call to the number: %p', async (number, kept) => {
		answerOnce(talkover(), [{ id: 'a', to: number, from: '+12125000003' }]);

		expect(await idsOf({ filters: { to: to(3) } })).toEqual(kept ? ['a'] : []);
	});
});
