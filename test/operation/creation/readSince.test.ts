import type { IDataObject } from 'n8n-workflow';

import { doneWith } from '../../../nodes/Talkover/api/response/answer';
import type { Send } from '../../../nodes/Talkover/api/client';
import { readSince } from '../../../nodes/Talkover/operation/creation/recoveryLookup';

const LIST = { endpoint: 'listCalls', path: ['calls'] } as const;
const ENDS_EARLY = 'The list ends before the number of entries that it states';
/** In minutes. */
const DAY = 1_440;
const NOW = Date.parse('2026-11-22T12:00:00Z');

function thing(id: number, minutesAgo: number): IDataObject {
	return { id, created_at: new Date(NOW - minutesAgo * 60_000).toISOString() };
}

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
});

/** The result of reading the last ten minutes of a list with these pages. */
async function read(pages: readonly (readonly IDataObject[])[], mostPages = Infinity) {
	let asked = 0;
	const send: Send = async ({ query }) => {
		asked += 1;
		const page = Number(query?.page);
		const meta = { current_page: page, last_page: pages.length };
		const body = { data: [...(pages[page - 1] ?? [])], meta };
		return { ...doneWith(LIST, body), clockOffset: 0 };
	};
	const since = NOW - 10 * 60_000;
	const result = await readSince(send, { list: LIST }, since, { mostPages });
	if (!result.ok) throw new Error('The list was not read');
	const ids = result.value.elements.map(({ element }) => element.id);
	return { asked, ids, isWhole: result.value.since <= since };
}

test('a list sorted newest first is read until its elements are older', async () => {
	const pages = [[thing(4, 1), thing(3, 9)], [thing(2, 9.5), thing(1, 12)], [thing(0, 13)]];

	expect(await read(pages)).toEqual({ asked: 2, ids: [1, 2, 3, 4], isWhole: true });
});

test.each([
	['in the order of names', [thing(4, 1), thing(3, 30), thing(2, 20), thing(1, 40)]],
	['with many elements of the same time', [thing(4, 2 * DAY), thing(3, 2 * DAY)]],
	['with the oldest first', [thing(4, 3 * DAY), thing(3, 2 * DAY)]],
	['with an element without a time at the end', [thing(4, 2 * DAY), thing(3, 3 * DAY), { id: 2 }]],
])('a list %s is read completely', async (_order, first) => {
	const { asked, ids } = await read([first, [thing(0, 5)]]);

	expect(asked).toBe(2);
	expect(ids).toContain(0);
});

test.each([
	['the latest first', [thing(2, 1), thing(1, 20)], true],
	['the latest first, too many of them', [thing(2, 1), thing(1, 9)], false],
	['the oldest first', [thing(1, 20), thing(2, 15)], false],
])('a partial list with %s is recognized as sufficient or not', async (_order, first, isWhole) => {
	expect((await read([first, [thing(3, 8)]], 1)).isWhole).toBe(isWhole);
});

test.each<[string, IDataObject, boolean]>([
	['its total', { total: 3 }, false],
	['its number of pages', { last_page: 9 }, false],
	['its next page', { next_page_url: '/things?page=3' }, false],
	['nothing', { total: 2 }, true],
])(
	'an empty page that contradicts %s ends a list that may be incomplete',
	async (_what, meta, isRead) => {
		const pages = [[thing(2, 1), thing(1, 2)], []];
		const send: Send = async ({ query }) => {
			const data = [...(pages[Number(query?.page) - 1] ?? [])];
			const more = data.length > 0 ? { last_page: 2 } : meta;
			return doneWith(LIST, { data, meta: { current_page: query?.page, ...more } });
		};

		const read = await readSince(send, { list: LIST }, NOW - 10 * 60_000);

		expect(read).toMatchObject(isRead ? { ok: true } : { messages: [{ text: ENDS_EARLY }] });
	},
);
