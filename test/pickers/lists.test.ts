import { loadList, searchPage } from '../support/n8n/lists';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const searchAgents = (filter?: string, page?: string) =>
	searchPage(talkover(), 'searchAgents', {}, filter, page);

const getPhoneNumbers = () => loadList(talkover(), 'getPhoneNumbers');

test('searchAgents sends the search text to Talkover', async () => {
	const { results } = await searchAgents(' sales ');

	expect(results.map(({ name }) => name)).toEqual([
		'Outbound Sales Agent (Sales Outbound) · outbound, published',
	]);
	expect(talkover().requests[0]?.url).toContain('search=sales');
});

test('searchAgents sends only the first 200 characters of a search text of 1 MB', async () => {
	await searchAgents(` ${'sales '.repeat(200_000)}`);

	const [, query = ''] = talkover().requests[0]?.url.split('?') ?? [];
	expect(new URLSearchParams(query).get('search')).toHaveLength(200);
});

test.each([
	[
		'the next page for a pagination block without last_page',
		{ pagination: { current_page: 1, per_page: 1, total: 3 } },
		'2',
	],
	[
		'the next page for a meta block with last_page',
		{ meta: { current_page: 1, last_page: 3 } },
		'2',
	],
	['no next page for the last page', { meta: { current_page: 1, last_page: 1 } }, undefined],
	['the next page for a link', { next_page_url: 'https://talkover.test/agents?page=2' }, '2'],
	['no next page for an empty link', { next_page_url: null }, undefined],
])('searchAgents returns %s', async (_name, paging, next) => {
	const data = [{ id: 'a', name: 'A', label: 'A' }];
	talkover().answer(200, { success: true, data, ...paging });

	expect((await searchAgents()).paginationToken).toBe(next);
});

test('searchAgents returns no next page after an empty page', async () => {
	talkover().answer(200, { success: true, data: [], meta: { current_page: 9, last_page: 99 } });

	expect(await searchAgents('', '9')).toEqual({ results: [] });
});

test('a list fails with the message of Talkover when its request is rejected', async () => {
	talkover().fail({ operationId: 'listPhoneNumbers', fault: { kind: 'documented', status: 401 } });

	await expect(getPhoneNumbers()).rejects.toThrow(
		'Talkover rejected the API token (HTTP 401) – Unauthorized',
	);
});

test('a list fails when the response has no list', async () => {
	talkover().answer(200, { data: 'none' });

	await expect(getPhoneNumbers()).rejects.toThrow(
		"This node can't read Talkover's response (HTTP 200)",
	);
});

test('a list fails with the reason when the credential is invalid', async () => {
	const broken = { token: 't', url: 'http://example.com' };

	await expect(loadList(broken, 'getPhoneNumbers')).rejects.toThrow(
		'The Base URL must start with https://',
	);
});
