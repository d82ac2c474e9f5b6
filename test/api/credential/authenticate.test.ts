import type { IHttpRequestOptions } from 'n8n-workflow';

import { authenticate, parseToken } from '../../../nodes/Talkover/api/credential/authenticate';

const BASE = 'https://app.talkover.ai/api/v1';
const CREDENTIAL = { apiToken: 'talq_0123456789', baseUrl: BASE };

const send = async (request: object, baseUrl = BASE) =>
	authenticate({ ...CREDENTIAL, baseUrl }, request as IHttpRequestOptions);

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
	['http://app.talkover.ai/api/v1/agents', 'http://app.talkover.ai'],
	['ftp://app.talkover.ai/api/v1/agents', 'ftp://app.talkover.ai'],
	['file://app.talkover.ai/etc/passwd', 'file://app.talkover.ai'],
	['javascript:fetch("https://app.talkover.ai")', 'javascript://'],
	['https://app.talkover.ai:8443/', 'https://app.talkover.ai:8443'],
	['https://app.talkover.ai.evil.example/', 'https://app.talkover.ai.evil.example'],
	['https://app.talkover.ai@evil.example/', 'https://evil.example'],
	['//evil.example/', 'an incomplete address'],
	['/agents', 'an incomplete address'],
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

/** Becomes an address of the Base URL as long as it's checked, and another one when it's used. */
function changingAddress() {
	const addresses = [`${BASE}/agents`, `${BASE}/agents`];
	return { toString: () => addresses.shift() ?? 'https://evil.example/' };
}

test.each<[string, object]>([
	['an address that is not text', { uri: changingAddress() }],
	['a base URL that is not text', { url: '/agents', baseURL: changingAddress() }],
	// `new URL()` takes it for a complete address, but axios appends it to the base URL.
	[
		'a base URL of another server and an address without slashes',
		{ url: 'https:app.talkover.ai/agents', baseURL: 'http://evil.example' },
	],
	[
		'a complete address and a base URL of another server',
		{ url: BASE, baseURL: 'https://e.example' },
	],
])('does not send the token to %s', async (_name, request) => {
	await expect(send(request)).rejects.toThrow('is only sent to its Base URL');
});

const PROXY = 'http://proxy.example:3128';

test.each<[string, object]>([
	['rejectUnauthorized: false', { rejectUnauthorized: false }],
	['strictSSL: false', { strictSSL: false }],
	['skipSslCertificateValidation: true', { skipSslCertificateValidation: true }],
	['allowUnauthorizedCerts: true', { allowUnauthorizedCerts: true }],
	['rejectUnauthorized: false for the agent', { agentOptions: { rejectUnauthorized: false } }],
	['a CA', { agentOptions: { ca: 'PEM' } }],
	['a PFX file, which can contain a CA', { agentOptions: { pfx: 'PFX' } }],
	['the name of another server', { agentOptions: { servername: 'evil.example' } }],
	['a check of its own', { agentOptions: { checkServerIdentity: () => undefined } }],
])('with %s, the token is not sent through a proxy', async (_name, options) => {
	const proxies = [PROXY, { host: 'proxy.example', port: 3128 }, 'proxy.example:3128'];
	for (const proxy of proxies) {
		await expect(send({ url: BASE, proxy, ...options })).rejects.toThrow(
			"isn't sent through a proxy that could read it: the request ",
		);
	}
	await expect(send({ url: BASE, ...options })).resolves.toHaveProperty('headers.Authorization');
});

test.each<[string, object]>([
	['a proxy', { proxy: PROXY }],
	['the settings of the HTTP Request node', { proxy: PROXY, rejectUnauthorized: true }],
	[
		'a proxy and a client certificate',
		{ proxy: PROXY, agentOptions: { cert: 'PEM', key: 'PEM', passphrase: 'p', ca: undefined } },
	],
	['no proxy', { proxy: '', rejectUnauthorized: false }],
	['a disabled proxy', { proxy: false, skipSslCertificateValidation: true }],
	['no headers', { headers: undefined }],
	['the Host of the Base URL', { headers: { HOST: 'App.Talkover.ai' } }],
	['the Host of the Base URL with its port', { headers: { host: ['app.talkover.ai:443'] } }],
	['headers that contain the word', { headers: { 'x-host': 'evil.example', 'host-name': 'e' } }],
])('sends the token with %s', async (_name, options) => {
	await expect(send({ url: BASE, ...options })).resolves.toHaveProperty('headers.Authorization');
});

test.each(['http://127.0.0.1:5679/api', 'http://localhost:5679/api', 'http://[::1]:5679/api'])(
	'the token is not sent through a proxy to %s, which is not encrypted',
	async (base) => {
		await expect(send({ uri: base, proxy: PROXY }, base)).rejects.toThrow(
			"isn't sent through a proxy that could read it: the Base URL, http://",
		);
		await expect(send({ uri: base }, base)).resolves.toHaveProperty('headers.Authorization');
	},
);

test.each<[string, object]>([
	['another host', { Host: 'evil.example' }],
	['spaces in the name', { ' host ': 'evil.example' }],
	['a host that begins like it', { host: 'app.talkover.ai.evil.example' }],
	['two hosts', { host: ['app.talkover.ai', 'evil.example'] }],
	['no text', { host: '' }],
	['an object', { host: { toString: () => 'app.talkover.ai' } }],
	['the name that HTTP/2 uses', { ':authority': 'evil.example' }],
	['headers for one method', { post: { host: 'evil.example' } }],
	['headers for all methods', { common: { accept: '*/*', Host: 'evil.example' } }],
])('does not send the token with a Host header with %s', async (_name, headers) => {
	await expect(send({ url: BASE, headers })).rejects.toThrow(
		'https://app.talkover.ai, and not with another server in the Host header: remove this header',
	);
});

test.each(['agent', 'httpAgent', 'httpsAgent', 'lookup', 'socketPath'])(
	'does not send the token with the connection option %s',
	async (option) => {
		const reason = `and not with the connection option "${option}"`;

		await expect(send({ url: BASE, [option]: {} })).rejects.toThrow(reason);
		await expect(send({ url: BASE, agentOptions: { [option]: 'x' } })).rejects.toThrow(reason);
	},
);

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

test.each(['Bearer ', 'bearer\t', ' Authorization: Bearer ', 'AUTHORIZATION:bearer  '])(
	'%p before a token, as documentation shows it in a header, is removed',
	(before) => {
		expect(parseToken(before + TOKEN)).toBe(TOKEN);
	},
);

test('only the word Bearer is no token, and a token may begin with it', () => {
	expect(() => parseToken('Bearer ')).toThrow('The API token is empty');
	expect(parseToken('Bearer_17')).toBe('Bearer_17');
});

const LONG = `talq_${Array.from({ length: 800 }, (_, index) => index.toString(36)).join('')}`;

test.each([TOKEN, 'a'.repeat(16), LONG])('accepts the token %p', (token) => {
	expect(parseToken(token)).toBe(token);
});

test.each(['\\', '%', '&'])('a token with %s is rejected as invalid', async (sign) => {
	const credential = { ...CREDENTIAL, apiToken: `talq_0123456789${sign.repeat(30)}x` };

	await expect(authenticate(credential, { url: `${BASE}/agents` })).rejects.toThrow(
		'contains spaces or invalid characters',
	);
});
