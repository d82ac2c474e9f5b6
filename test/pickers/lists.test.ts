import { newAgent } from '../../simulator/state';
import { loadList, searchPage } from '../support/n8n/lists';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const searchAgents = (filter?: string, page?: string) =>
	searchPage(talkover(), 'searchAgents', {}, filter, page);

const getPhoneNumbers = () => loadList(talkover(), 'getPhoneNumbers');

test('searchAgents lists agents with label, name, direction and status', async () => {
	expect((await searchAgents()).results).toEqual([
		{
			name: 'Customer Support Agent (SupportBot)',
			value: talkover().state.agents[0]?.id,
			description: 'inbound, published',
		},
		expect.objectContaining({ name: 'Outbound Sales Agent (Sales Outbound)' }),
		expect.objectContaining({ name: 'Appointment Reminder (Reminder)' }),
	]);
});

test('searchAgents sends the search text to Talkover', async () => {
	const { results } = await searchAgents(' sales ');

	expect(results.map(({ name }) => name)).toEqual(['Outbound Sales Agent (Sales Outbound)']);
	expect(talkover().requests[0]?.url).toContain('search=sales');
});

test('searchAgents sends only the first 200 characters of a search text of 1 MB', async () => {
	await searchAgents(` ${'sales '.repeat(200_000)}`);

	const [, query = ''] = talkover().requests[0]?.url.split('?') ?? [];
	expect(new URLSearchParams(query).get('search')).toHaveLength(200);
});

test('searchAgents returns 250 agents in three pages', async () => {
	talkover().state.agents.length = 0;
	for (let index = 0; index < 250; index++) {
		talkover().state.agents.push(
			newAgent(`id-${index}`, { name: `n${index}`, label: `n${index}` }),
		);
	}
	const seen: unknown[] = [];
	let token: unknown = '1';
	while (typeof token === 'string') {
		const page = await searchAgents('', token);
		seen.push(...page.results.map(({ value }) => value));
		token = page.paginationToken;
	}

	expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `id-${index}`));
	expect(talkover().requests).toHaveLength(3);
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
	talkover().fail({
		fault: { kind: 'answer', status: 200, body: { success: true, data, ...paging } },
	});

	expect((await searchAgents()).paginationToken).toBe(next);
});

test('searchAgents returns no next page after an empty page', async () => {
	const body = { success: true, data: [], meta: { current_page: 9, last_page: 99 } };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	expect(await searchAgents('', '9')).toEqual({ results: [] });
});

test('getPhoneNumbers formats the numbers and lists only numbers with voice', async () => {
	const [first] = talkover().state.phoneNumbers;
	talkover().state.phoneNumbers.push({ ...first, id: 'sms-only', has_voice: false, type: 'sms' });

	expect(await getPhoneNumbers()).toEqual([
		{ name: '+1 234 567890 (US, voice)', value: 'phone-uuid-1', description: 'active' },
		expect.objectContaining({ value: 'phone-uuid-2' }),
		expect.objectContaining({ value: 'phone-uuid-3' }),
	]);
});

test.each([
	[401, 'Talkover rejected the API token (HTTP 401) – Unauthorized'],
	[500, "Talkover couldn't complete the request (HTTP 500) – Internal server error."],
])(
	'a list fails with the message of Talkover when the response has status %i',
	async (status, message) => {
		talkover().fail({ operationId: 'listPhoneNumbers', fault: { kind: 'documented', status } });

		await expect(getPhoneNumbers()).rejects.toThrow(message);
	},
);

test('a list fails when the response has no list', async () => {
	talkover().fail({ fault: { kind: 'answer', status: 200, body: { data: 'none' } } });

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
