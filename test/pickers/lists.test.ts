import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { newAgent } from '../../simulator/state';
import { credentialFor } from '../../harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';
import { loadOptionsContext } from '../../harness/workflow';

const talkover = useSimulator();
const { methods } = new Talkover();

async function context(): Promise<ILoadOptionsFunctions> {
	return loadOptionsContext(credentialFor(talkover()));
}

async function searchAgents(filter?: string, page?: string) {
	const search = methods.listSearch?.searchAgents;
	if (!search) throw new Error('The node has no searchAgents');
	return search.call(await context(), filter, page);
}

async function getPhoneNumbers() {
	const load = methods.loadOptions?.getPhoneNumbers;
	if (!load) throw new Error('The node has no getPhoneNumbers');
	return load.call(await context());
}

test('agents are listed by label and name, with what tells them apart', async () => {
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

test('the search is done by Talkover', async () => {
	const { results } = await searchAgents(' sales ');

	expect(results.map(({ name }) => name)).toEqual(['Outbound Sales Agent (Sales Outbound)']);
	expect(talkover().requests[0]?.url).toContain('search=sales');
});

test('of a search of 1 MB, the first 200 characters are looked for', async () => {
	await searchAgents(` ${'sales '.repeat(200_000)}`);

	const [, query = ''] = talkover().requests[0]?.url.split('?') ?? [];
	expect(new URLSearchParams(query).get('search')).toHaveLength(200);
});

test('250 agents come in three pages and then no more', async () => {
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
	['pagination without last_page', { pagination: { current_page: 1, per_page: 1, total: 3 } }, '2'],
	['last_page alone', { meta: { current_page: 1, last_page: 3 } }, '2'],
	['no paging block', {}, undefined],
	['a paging block of another kind', { meta: { pages: 4 } }, undefined],
])('paging by %s', async (_name, paging, next) => {
	const data = [{ id: 'a', name: 'A', label: 'A' }];
	talkover().fail({
		fault: { kind: 'answer', status: 200, body: { success: true, data, ...paging } },
	});

	expect((await searchAgents()).paginationToken).toBe(next);
});

test('a server that lies about its last page ends with an empty one', async () => {
	const body = { success: true, data: [], meta: { current_page: 9, last_page: 99 } };
	talkover().fail({ fault: { kind: 'answer', status: 200, body } });

	expect(await searchAgents('', '9')).toEqual({ results: [] });
});

test('phone numbers are listed as people write them; only those that can call', async () => {
	const [first] = talkover().state.phoneNumbers;
	talkover().state.phoneNumbers.push({ ...first, id: 'sms-only', has_voice: false, type: 'sms' });

	expect(await getPhoneNumbers()).toEqual([
		{ name: '+1 234 567890 (US, voice)', value: 'phone-uuid-1', description: 'active' },
		expect.objectContaining({ value: 'phone-uuid-2' }),
		expect.objectContaining({ value: 'phone-uuid-3' }),
	]);
});

test.each([
	[401, 'Talkover did not accept the API token – Unauthorized'],
	[500, 'Talkover could not complete the request (HTTP 500) – Internal server error.'],
])('a list that cannot be loaded says why (%i)', async (status, message) => {
	talkover().fail({ operationId: 'listPhoneNumbers', fault: { kind: 'documented', status } });

	await expect(getPhoneNumbers()).rejects.toThrow(message);
});

test('a list of the wrong shape is reported', async () => {
	talkover().fail({ fault: { kind: 'answer', status: 200, body: { data: 'none' } } });

	await expect(getPhoneNumbers()).rejects.toThrow(
		'Talkover answered in a form this node does not understand',
	);
});

test('a list with an unusable credential says so', async () => {
	const broken = await loadOptionsContext({ apiToken: 't', baseUrl: 'http://example.com' });

	await expect(methods.loadOptions?.getPhoneNumbers?.call(broken)).rejects.toThrow(
		'The Base URL must start with https://',
	);
});
