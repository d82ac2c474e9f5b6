import type { IHttpRequestOptions } from 'n8n-workflow';

import { authenticate, parseToken } from '../../nodes/Talkover/api/authenticate';

const BASE = 'https://app.talkover.ai/api/v1';
const CREDENTIAL = { apiToken: 'talq_0123456789', baseUrl: BASE };

const send = async (request: Partial<IHttpRequestOptions> & { uri?: string }) =>
	authenticate({ ...CREDENTIAL }, request as IHttpRequestOptions);

test.each([
	`${BASE}/agents`,
	'https://app.talkover.ai/elsewhere',
	'HTTPS://APP.TALKOVER.AI/api/v1/agents',
	'https://app.talkover.ai:443/api/v1/agents',
])('sends the token to %s, which is on the host of the Base URL', async (url) => {
	await expect(send({ url })).resolves.toMatchObject({
		headers: { Authorization: 'Bearer talq_0123456789' },
		disableFollowRedirect: true,
		maxRedirects: 0,
		sendCredentialsOnCrossOriginRedirect: false,
	});
});

test.each([
	// These addresses contain the origin of the Base URL.
	['blob:https://app.talkover.ai/api/v1/agents', 'blob://'],
	['blob:https://app.talkover.ai@evil.example/', 'blob://'],
	['filesystem:https://app.talkover.ai/temporary/agents', 'filesystem://'],
	['http://app.talkover.ai/api/v1/agents', 'http://app.talkover.ai'],
	['ftp://app.talkover.ai/api/v1/agents', 'ftp://app.talkover.ai'],
	['ws://app.talkover.ai/', 'ws://app.talkover.ai'],
	['wss://app.talkover.ai/', 'wss://app.talkover.ai'],
	['file://app.talkover.ai/etc/passwd', 'file://app.talkover.ai'],
	['data:text/plain,app.talkover.ai', 'data://'],
	['javascript:fetch("https://app.talkover.ai")', 'javascript://'],
	['https://app.talkover.ai:8443/', 'https://app.talkover.ai:8443'],
	['https://app.talkover.ai.evil.example/', 'https://app.talkover.ai.evil.example'],
	['https://app.talkover.ai@evil.example/', 'https://evil.example'],
	['//evil.example/', 'an incomplete address'],
	['/agents', 'an incomplete address'],
	['', 'an incomplete address'],
])('does not send the token to %s', async (url, named) => {
	await expect(send({ url })).rejects.toThrow(
		`The API token of this credential is only sent to its Base URL, https://app.talkover.ai, and not to ${named}`,
	);
});

test('resolves a relative address against the base URL of the request', async () => {
	await expect(send({ url: '/agents', baseURL: BASE })).resolves.toHaveProperty('headers');
	await expect(send({ url: '/agents', baseURL: 'https://evil.example' })).rejects.toThrow(
		'not to https://evil.example',
	);
	await expect(send({ url: 'blob:https://app.talkover.ai/x', baseURL: BASE })).rejects.toThrow(
		'not to blob://',
	);
});

const TOKEN = 'talq_4f9c2b7e1a6d';

test.each([
	['a token that was pasted twice', TOKEN + TOKEN, 'The API token was pasted more than once'],
	['a token of one repeated letter', 'a'.repeat(64), 'The API token was pasted more than once'],
	[
		'a token of 2,049 characters',
		'talq_'.padEnd(2_049, '0123456789'),
		'The API token must have at most 2,048 characters',
	],
	['a token of 1 MB', 'a'.repeat(1_000_000), 'The API token must have at most 2,048 characters'],
])('rejects a token that is %s', (_name, token, reason) => {
	expect(() => parseToken(token)).toThrow(reason);
});

const LONG = `talq_${Array.from({ length: 800 }, (_, index) => index.toString(36)).join('')}`;

test.each([TOKEN, 'a'.repeat(16), LONG])('accepts the token %p', (token) => {
	expect(parseToken(token)).toBe(token);
});

test.each(['\\', '%', '&'])(
	'a token with %s is rejected, because tokens never contain it',
	async (sign) => {
		const credential = { ...CREDENTIAL, apiToken: `talq_0123456789${sign.repeat(30)}x` };

		await expect(authenticate(credential, { url: `${BASE}/agents` })).rejects.toThrow(
			'contains spaces or invalid characters',
		);
	},
);
