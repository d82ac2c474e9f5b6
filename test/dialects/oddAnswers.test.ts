import { SEED } from '../../simulator/state';
import { jsonOf, runTalkover } from '../../harness/talkoverNode';
import { listIn } from '../../nodes/Talkover/api/response/answer';
import { positionIn } from '../../nodes/Talkover/api/response/position';
import { readPages } from '../../nodes/Talkover/operation/paging';
import { list } from '../../nodes/Talkover/operation/shapes';
import { loadList } from '../support/n8n/lists';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const talkover = useSimulator();

beforeEach(() => {
	skipWaits();
});
const MAKE = {
	resource: 'call',
	operation: 'make',
	agentId: chosen(SEED.salesAgentId),
	phone: '+1 212 500 1111',
};
const answers = (operationId: string, status: number, body: unknown) => {
	talkover().answer(status, body, operationId);
};
const dialed = () => talkover().requests.filter((r) => r.operationId === 'makeCall').length;

test.each([
	[
		'an object and an empty list',
		{ error: { code: 'AGENT_NOT_PUBLISHED', message: 'no' }, data: [] },
	],
	['an object and an empty object', { error: { message: 'no' }, data: {} }],
	['a text and an empty list', { error: 'no', data: [] }],
])('an error with status 200 as %s does not count as a call', async (_what, body) => {
	answers('makeCall', 200, body);
	expect((await runTalkover(talkover(), MAKE)).error?.message).toContain('no');
});

test.each([[[]], [{}]])('a flat call next to empty data keeps its ID', async (data) => {
	answers('makeCall', 200, { success: true, call_id: 'c', status: 'initiated', data });
	expect(jsonOf(await runTalkover(talkover(), MAKE))).toEqual([
		expect.objectContaining({ id: 'c' }),
	]);
});

test.each([
	['an empty object', { success: true, data: {} }],
	['a call that is over', { data: [{ id: 'x', to: '+12125001111', status: 'completed' }] }],
])('%s does not count as an active call', async (_what, body) => {
	answers('getActiveCall', 200, body);
	expect((await runTalkover(talkover(), MAKE)).error).toBeUndefined();
	expect(dialed()).toBe(1);
});

test('the call_id of a listed call becomes the ID of the item', async () => {
	answers('listCalls', 200, {
		data: [{ call_id: 'c', to: '+12125001111', status: 'completed' }],
		meta: { last_page: 1 },
	});
	const result = await runTalkover(talkover(), { resource: 'call', operation: 'getMany' });
	expect(jsonOf(result)).toEqual([expect.objectContaining({ id: 'c' })]);
});

test('the fields around a campaign call do not replace its own', async () => {
	answers('makeCampaignCall', 201, {
		success: true,
		id: 'k',
		status: 'ok',
		campaign_call: { id: 'c', status: 'pending' },
	});
	const make = {
		resource: 'call',
		operation: 'makeForCampaign',
		campaignId: chosen(SEED.activeCampaignId),
		phone: '+12125001111',
	};
	expect(jsonOf(await runTalkover(talkover(), make))).toEqual([
		expect.objectContaining({ id: 'c', status: 'pending' }),
	]);
});

describe('unusual pages are read correctly', () => {
	const rows = (from: number, to: number, name = 'id') =>
		Array.from({ length: Math.max(0, to - from) }, (_, i) => ({ [name]: `i${from + i}` }));
	async function read(
		paging: 'none' | 'page',
		answer: (page: number) => { status?: number; body: object },
	) {
		let asked = 0;
		const result = await readPages(
			async ({ query = {} }) => {
				if (++asked > 20) throw new Error('endless');
				const { status = 200, body } = answer(Number(query.page ?? 1));
				return status === 200
					? { ok: true, status, body: body as never }
					: { ok: false, kind: 'rejected', status, title: String(status), messages: [] };
			},
			{ method: 'GET', path: ['x'] },
			list,
			{ paging },
		);
		return result.ok ? result.value.elements.length : result.title;
	}
	const page = (p: number) => rows((p - 1) * 20, Math.min(55, p * 20));

	test.each([
		['404', { status: 404, body: {} }],
		['an empty body', { body: {} }],
		['a message', { body: { success: true, message: 'None' } }],
		['an empty object', { body: { data: {} } }],
	])('%s after the last page ends a list', async (_what, beyond) => {
		expect(await read('page', (p) => (p > 3 ? beyond : { body: { data: page(p) } }))).toBe(55);
	});

	test('an empty list is an error if its total is not 0', async () => {
		const answer = { body: { data: [], meta: { total: 55 } } };
		expect(await read('page', () => answer)).toContain("can't read Talkover's response");
		expect(await read('page', () => ({ body: { data: [], meta: { total: 0 } } }))).toBe(0);
	});

	test.each([
		[
			'a total without per_page',
			(p: number) => ({ meta: { current_page: p, total: '55', per_page: null } }),
		],
		[
			'a block within meta',
			(p: number) => ({ meta: { pagination: { current_page: p, total_pages: 3 } } }),
		],
	])('%s means that a list has more pages', async (_what, block) => {
		expect(await read('none', (p) => ({ body: { data: page(p), ...block(p) } }))).toBe(55);
	});

	test('a list that repeats a page ends, even if a duration in it changes', async () => {
		let duration = 0;
		const same = () => rows(0, 15, 'call_id').map((row) => ({ ...row, duration: duration++ }));
		expect(await read('page', () => ({ body: { data: same() } }))).toBe(15);
	});

	test('elements with an empty ID count as different elements', async () => {
		expect(
			await read('page', () => ({
				body: {
					data: [
						{ id: '', n: 1 },
						{ id: '', n: 2 },
					],
					meta: { last_page: 1 },
				},
			})),
		).toBe(2);
	});

	test('an empty object instead of a list counts as an empty list', () => {
		expect(listIn({ success: true, data: {} })).toEqual([]);
		expect(positionIn({ data: [] })).toEqual({});
	});
});

test('a picker opens even if page 2 is a 404', async () => {
	const when = ({ url }: { url: string }) => /[?&]page=2/.test(url);
	talkover().answer(404, {}, { when });
	talkover().answer(200, [{ id: 'a', name: 'A', label: 'A' }]);
	expect(await loadList(talkover(), 'getAgents')).toHaveLength(1);
});

test('the number of changed rows does not count as an ID', async () => {
	answers('updateAgentCalling', 200, { success: true, data: 1 });
	const update = {
		resource: 'agent',
		operation: 'updateCalling',
		agentId: chosen(SEED.salesAgentId),
	};
	expect(jsonOf(await runTalkover(talkover(), update))).toEqual([
		expect.objectContaining({ id: SEED.salesAgentId }),
	]);
});

test('a resource under its own name is not lost when simplified', async () => {
	answers('getAgent', 200, { success: true, agent: { id: 'q', name: 'n' } });
	const get = { resource: 'agent', operation: 'get', agentId: chosen(SEED.salesAgentId) };
	expect(jsonOf(await runTalkover(talkover(), get))).not.toEqual([{}]);
});
