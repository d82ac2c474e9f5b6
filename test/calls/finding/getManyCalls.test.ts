import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover } from '../../../tools/harness/talkoverNode';
import { answerOnce, answerPages } from '../../support/servers/pagedServer';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

const getMany = (more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'call', operation: 'getMany', ...more });

async function idsOf(more: INodeParameters): Promise<unknown[]> {
	return jsonOf(await getMany(more)).map(({ id }) => id);
}

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

test('a list with an empty page instead of the rest of its total is returned with a warning', async () => {
	answerPages(talkover(), ({ page }) => ({
		data: page === 1 ? all.slice(0, 100) : [],
		meta: { total: 230 },
	}));

	const result = await getMany({ returnAll: true });

	expect(jsonOf(result)).toHaveLength(100);
	expect(result.run.data.resultData.runData.Talkover?.[0]?.hints).toEqual([
		expect.objectContaining({ message: expect.stringContaining('Entries may be missing') }),
	]);
});
