import type { INodeParameters } from 'n8n-workflow';

import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useReceiver } from '../support/servers/receiver';

const TOKEN = 'talq_4f9c2b7e1a6d8035';

/** Texts with a meaning in a path, in a query or between headers. */
const HOSTILE = [
	'x&per_page=1',
	'x&per_page[]=1',
	'x?page=9',
	'x#y',
	'x%26per_page%3D1',
	'x%2e%2e%2f1',
	'x;id=1',
	'x HTTP 1.1\r\nX-Injected: yes\r\n\r\nGET *',
	'x\r\nAuthorization: Bearer talq_other',
	'x\nX-Injected: yes',
	'x\u010d\u010aX-Injected: yes',
	'x\0y',
	'__proto__',
];

const talkover = useReceiver();

beforeEach(() => {
	talkover().answer({ status: 200, body: '{"success":true,"data":[]}' });
});

async function run(parameters: INodeParameters) {
	return runTalkover({ url: `${talkover().url}/api/v1`, token: TOKEN }, parameters);
}

/** The headers of the last request, without those that differ from request to request. */
function headers() {
	const {
		host: _host,
		'content-length': _length,
		...others
	} = talkover().received[0]?.headers ?? {};
	return others;
}

/** The headers of a request without any hostile text. */
const HEADERS = {
	accept: expect.any(String),
	'accept-encoding': expect.any(String),
	'accept-language': 'en',
	authorization: `Bearer ${TOKEN}`,
	connection: expect.any(String),
	'user-agent': expect.any(String),
};

test.each(HOSTILE)('the ID %j stays one segment of the path', async (id) => {
	await run({ resource: 'agent', operation: 'get', agentId: chosen(id) });

	expect(talkover().received).toHaveLength(1);
	const { url = '', method } = talkover().received[0] ?? {};
	expect(method).toBe('GET');
	expect(url).not.toMatch(/[?#\s]/);
	expect(url.split('/').slice(0, 4)).toEqual(['', 'api', 'v1', 'agents']);
	expect(decodeURIComponent(url.split('/').slice(4).join('/'))).toBe(id);
	expect(headers()).toEqual(HEADERS);
});

test.each(HOSTILE)('the filter %j stays the value of one parameter of the query', async (value) => {
	const result = await run({
		resource: 'phoneNumber',
		operation: 'getMany',
		filters: { search: value },
	});

	expect(result.error).toBeUndefined();
	expect(talkover().received).toHaveLength(1);
	const url = new URL(talkover().received[0]?.url ?? '', talkover().url);
	expect(url.pathname).toBe('/api/v1/phone-numbers');
	expect(url.hash).toBe('');
	expect([...url.searchParams]).toEqual([['search', value]]);
	expect(headers()).toEqual(HEADERS);
});

test.each(HOSTILE)('the name %j stays a value of the body', async (name) => {
	talkover().answer({ status: 201, body: '{"success":true,"data":{"id":"agent-1"}}' });

	const result = await run({ resource: 'agent', operation: 'create', name });

	expect(jsonOf(result)).toMatchObject([{ id: 'agent-1' }]);
	expect(talkover().received).toHaveLength(1);
	expect(talkover().received[0]).toMatchObject({ url: '/api/v1/agents', body: { name } });
	expect(headers()).toEqual({ ...HEADERS, 'content-type': 'application/json' });
});

test.each([
	'talq_1\r\nX-Injected: yes',
	'talq_1\nX-Injected: yes',
	'talq_1\0',
	'talq_ 1',
	'talq_\u010a',
])('the token %j is rejected before anything is sent', async (token) => {
	const result = await runTalkover(
		{ url: talkover().url, token },
		{ resource: 'agent', operation: 'get', agentId: chosen('a') },
	);

	expect(shownError(result).message).toContain('The API token');
	expect(talkover().received).toEqual([]);
});
