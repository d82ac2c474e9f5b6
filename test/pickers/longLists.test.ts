import { systemClock } from '../../nodes/Talkover/api/pacing/clock';
import { loadList, searchPage } from '../support/n8n/lists';
import { answerPages, cut, elements } from '../support/servers/pagedServer';
import { SEED } from '../../tools/simulator/state';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const ENDLESS = 1e9;
/** The description of the first entry of a truncated list. */
const note = (count: string) =>
	`Only the first ${count} entries are listed. To use another one, enter its ID as an expression.`;

/** The number of entries in a list of options, with its first and last entry. */
async function loaded(method: string) {
	const options = await loadList(talkover(), method, { agentId: chosen(SEED.supportAgentId) });
	return { count: options.length, first: options[0], last: options.at(-1) };
}

test('a list of options is truncated after 100 pages, and its first entry says so', async () => {
	answerPages(talkover(), ({ page, size }) => ({
		data: elements((page - 1) * size, size),
		meta: { last_page: ENDLESS },
	}));

	expect(await loaded('getAgents')).toEqual({
		count: 10_000,
		first: { name: 'id-0', value: 'id-0', description: note('10,000') },
		last: { name: 'id-9999', value: 'id-9999', description: '' },
	});
	expect(talkover().requests).toHaveLength(100);
});

test('a list of options with 10,000 entries is not truncated', async () => {
	answerPages(talkover(), (asked) => {
		const { data, last } = cut(10_000, asked);
		return { data, meta: { last_page: last } };
	});

	expect(await loaded('getAgents')).toMatchObject({ count: 10_000, first: { description: '' } });
});

test('a list of options without pages is truncated after 10,000 entries', async () => {
	answerPages(talkover(), () => ({ data: elements(0, 10_001) }));

	expect(await loaded('getCallbackSourceAgents')).toMatchObject({
		count: 10_000,
		first: { description: note('10,000') },
		last: { value: 'id-9999' },
	});
});

test.each([
	[9, note('300')],
	[3, ''],
])(
	'a list of options stops after 3 pages in 30 s, and its first entry with %i pages has the description %j',
	async (last, description) => {
		let time = 0;
		jest.spyOn(systemClock, 'now').mockImplementation(() => time);
		answerPages(talkover(), ({ page, size }) => {
			time += 10_000;
			return { data: elements((page - 1) * size, size), meta: { last_page: last } };
		});

		expect(await loaded('getAgents')).toMatchObject({ count: 300, first: { description } });
		expect(talkover().requests).toHaveLength(3);
	},
);

test('a list of options ends with a page without new entries, whatever last page the response contains', async () => {
	answerPages(talkover(), () => ({ data: elements(0, 100), meta: { last_page: ENDLESS } }));

	expect(await loaded('getAgents')).toMatchObject({ count: 100, first: { description: '' } });
	expect(talkover().requests).toHaveLength(2);
});

test('a list of options is read until an empty page, even if the total in the response is too low', async () => {
	answerPages(talkover(), (asked) => ({ data: cut(250, asked).data, meta: { total: 100 } }));

	expect(await loaded('getAgents')).toMatchObject({ count: 250 });
	expect(talkover().requests).toHaveLength(4);
});

const page = (token?: string) => searchPage(talkover(), 'searchAgents', {}, '', token);

test.each([
	[undefined, 1, '2'],
	['', 1, '2'],
	['1', 1, '2'],
	['99', 99, '100'],
	['100', 100, undefined],
])('a locator with the token %j requests page %i and returns %j', async (token, asked, next) => {
	answerPages(talkover(), () => ({ data: elements(0, 1), meta: { last_page: ENDLESS } }));

	const { results, paginationToken } = await page(token);

	expect(results).toHaveLength(1);
	expect(paginationToken).toBe(next);
	expect(talkover().requests[0]?.url).toContain(`page=${asked}&`);
});

test.each(['0', '-1', '101', '1e9', '999999999999999999999', '1.5', ' 1', 'NaN', 'next'])(
	'a resource locator returns nothing for the invalid token %j',
	async (token) => {
		expect(await page(token)).toEqual({ results: [] });
		expect(talkover().requests).toEqual([]);
	},
);

test('a resource locator returns no next page after an empty page', async () => {
	answerPages(talkover(), () => ({ data: [], meta: { last_page: ENDLESS } }));

	expect(await page('9')).toEqual({ results: [] });
});

test('a resource locator sends only the first 200 characters of a search text of 1 MB', async () => {
	await searchPage(talkover(), 'searchAgents', {}, ` ${'sales '.repeat(200_000)}`);

	const [, query = ''] = talkover().requests[0]?.url.split('?') ?? [];
	expect(new URLSearchParams(query).get('search')).toHaveLength(200);
});

test('a resource locator shows at most 10,000 entries of a page', async () => {
	answerPages(talkover(), () => ({ data: elements(0, 10_001) }));

	expect((await page()).results).toHaveLength(10_000);
});
