import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { isLoopback, isPublic } from '../../nodes/Talkover/api/network/address';
import { authenticate } from '../../nodes/Talkover/api/credential/authenticate';
import { parseBaseUrl } from '../../nodes/Talkover/api/credential/baseUrl';
import { encodePath } from '../../nodes/Talkover/api/request';
import { InvalidInput, attempt } from '../../nodes/Talkover/base/invalidInput';
import { parseFileLink } from '../../nodes/Talkover/run/download/fileLink';
import { agentLocator } from '../../nodes/Talkover/shared/agent/agent';
import { ANYTHING, fuzz } from '../support/fuzz';

const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string(),
	fc.constantFrom('.', '..', '/', '\\', '%2e', '%2f', '?', '#', ';', '@', '\r\n', '\0', '..;'),
	fc
		.array(fc.constantFrom('a', '.', '..', '/', '\\', '%2e', '%2F', '?', '#', ' '), {
			maxLength: 6,
		})
		.map((parts) => parts.join('')),
);

fuzz('an identifier never leaves its path segment', text, (id) => {
	const parsed = agentLocator.parse(id);
	if (!parsed.ok) return;
	const url = new URL(`https://example.com/api/v1${encodePath(['agents', parsed.value, 'flow'])}`);
	const segments = url.pathname.split('/');
	expect(segments).toHaveLength(6);
	expect(decodeURIComponent(segments[4] ?? '')).toBe(id.trim());
	expect([url.search, url.hash, url.host]).toEqual(['', '', 'example.com']);
	// Some servers decode the path before they look for the route.
	const decoded = decodeURIComponent(url.pathname);
	expect(decoded.split(/[/\\]/)).toHaveLength(6);
	expect(decoded).not.toMatch(/\/\.{1,2}(?:\/|$)/);
});

const PARTS = [
	...['https://', 'http://', 'ftp://', 'blob:', '//', '/', '\\', '@', ':', '?', '#', '[', ']'],
	...['talkover.example', 'evil.example', 'localhost', '127.0.0.1', '0x7f000001', '[::1]', '10.1'],
	...['.', '..', 'user', '443', '8443', 'api', 'v1', ' ', '%2e', '%2F', '\t', '\u3002', '１２７'],
];
/** Addresses that are mostly valid; few of the others are. */
const usual = fc
	.tuple(
		fc.constantFrom('https://', 'https://', 'https://', 'http://'),
		fc.constantFrom('talkover.example', 'talkover.example', 'evil.example:8443', '[::1]', '127.1'),
		fc.array(fc.constantFrom('/', '/api', '/v1', '/.', '/..', '/%2e', '?a'), { maxLength: 2 }),
	)
	.map(([protocol, host, rest]) => [protocol, host, ...rest].join(''));
const address = fc.oneof(
	{ weight: 6, arbitrary: usual },
	fc.array(fc.constantFrom(...PARTS), { maxLength: 9 }).map((parts) => parts.join('')),
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	text,
);

fuzz(
	'a request never goes to another server than that of the Base URL',
	fc.tuple(
		fc.oneof({ weight: 3, arbitrary: address }, ANYTHING),
		fc.array(fc.oneof({ weight: 4, arbitrary: fc.string() }, text), { minLength: 1, maxLength: 4 }),
	),
	([entered, path]) => {
		const base = attempt(() => parseBaseUrl(entered));
		const encoded = attempt(() => encodePath(path));
		if (!base.ok || !encoded.ok) return;
		const from = new URL(base.value);
		const url = new URL(base.value + encoded.value);
		expect(url.origin).toBe(from.origin);
		expect(url.pathname.startsWith(from.pathname.replace(/\/$/, ''))).toBe(true);
		expect(from.protocol === 'https:' || isLoopback(from.hostname)).toBe(true);
		expect([url.username, url.password, url.search, url.hash].join('')).toBe('');
	},
);

const CREDENTIAL = { apiToken: 'talq_0123456789', baseUrl: 'https://talkover.example/api/v1' };

fuzz(
	'the token is only added to requests to the server of the Base URL',
	fc.tuple(address, fc.option(address, { nil: undefined }), fc.boolean()),
	async ([url, baseURL, isOld]) => {
		const target = isOld ? { uri: url } : { url };
		const request = { ...target, ...(baseURL === undefined ? {} : { baseURL }) };
		const outcome: unknown = await authenticate(CREDENTIAL, request as IHttpRequestOptions).catch(
			(error: unknown) => error,
		);
		if (outcome instanceof InvalidInput) {
			expect(request).not.toHaveProperty('headers');
			return;
		}
		expect(new URL(url, baseURL)).toMatchObject({ protocol: 'https:', host: 'talkover.example' });
	},
);

fuzz(
	'a file is only downloaded over https from a host that is not reserved for local networks',
	fc.tuple(address, fc.option(address, { nil: undefined })),
	([link, redirect]) => {
		const base = 'https://talkover.example/api/v1';
		const first = parseFileLink(link, base);
		if (!first.ok) return;
		const last = redirect === undefined ? first : parseFileLink(redirect, base, first.value);
		for (const opened of [first, ...(last.ok ? [last] : [])]) {
			expect(opened.value.protocol).toBe('https:');
			expect(opened.value.username + opened.value.password).toBe('');
			expect(isPublic(opened.value.hostname)).toBe(true);
		}
	},
);

/** The four bytes of an IPv4 address, written in ways that `new URL` understands. */
function spellings(bytes: readonly number[]): string[] {
	const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
	const [a = 0, b = 0, c = 0, d = 0] = bytes;
	return [
		bytes.join('.'),
		String(number),
		`0x${number.toString(16)}`,
		`0${number.toString(8)}`,
		bytes.map((byte) => `0x${byte.toString(16)}`).join('.'),
		bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
		`${a}.${b * 65_536 + c * 256 + d}`,
		`${a}.${b}.${c * 256 + d}`,
		`${bytes.join('.')}.`,
	];
}

const byte = fc.oneof(
	fc.constantFrom(0, 10, 127, 169, 172, 192, 198, 203, 224),
	fc.nat({ max: 255 }),
);

fuzz(
	'an IPv4 address is as public in each of its spellings, and never as a part of an IPv6 address',
	fc.array(byte, { minLength: 4, maxLength: 4 }),
	(bytes) => {
		const verdicts = spellings(bytes).map((host) => isPublic(new URL(`https://${host}/`).hostname));
		expect(new Set(verdicts).size).toBe(1);
		const dotted = bytes.join('.');
		for (const host of [`[::${dotted}]`, `[::ffff:${dotted}]`, `[64:ff9b::${dotted}]`]) {
			expect(isPublic(new URL(`https://${host}/`).hostname)).toBe(false);
		}
	},
);
