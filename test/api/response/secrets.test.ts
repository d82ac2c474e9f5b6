import { readFileSync } from 'node:fs';
import path from 'node:path';

import { SECRET_FIELDS } from '../../../nodes/Talkover/api/contract/secretFields';
import { withoutSecrets } from '../../../nodes/Talkover/api/response/secrets';

const WEBHOOK = ['agents', 'a1', 'webhooks', 'w1'];
const HIDDEN = '[hidden]';

test.each<[string, object, object]>([
	['a secret in camelCase', { webhookSecret: 's3cret' }, { webhookSecret: HIDDEN }],
	['a secret that is a number', { signing_key: 123456 }, { signing_key: HIDDEN }],
	[
		'headers as pairs, whose names stay',
		{ custom_headers: [{ key: 'X-Token', value: 't0ken' }] },
		{ custom_headers: [{ key: 'X-Token', value: HIDDEN }] },
	],
	[
		'headers as pairs with other names',
		{ customHeaders: [{ name: 'X-A', value: ['t0ken'], note: 't0ken' }] },
		{ customHeaders: [{ name: 'X-A', value: [HIDDEN], note: HIDDEN }] },
	],
	[
		'headers as an object',
		{ 'Custom-Headers': { 'X-A': 't0ken', 'X-B': ['t0ken', ''] } },
		{ 'Custom-Headers': { 'X-A': HIDDEN, 'X-B': [HIDDEN, ''] } },
	],
	[
		'headers as a list of objects and texts',
		{ headers: [{ 'X-A': 't0ken' }, 'X-B: t0ken', ['X-C', 't0ken']] },
		{ headers: [{ 'X-A': HIDDEN }, HIDDEN, [HIDDEN, HIDDEN]] },
	],
	['headers as text', { custom_headers: '[{"value":"t0ken"}]' }, { custom_headers: HIDDEN }],
	[
		'the headers of a logged request',
		{ request_headers: { 'X-Talkover-Token': 't0ken' }, request: { headers: { a: 't0ken' } } },
		{ request_headers: { 'X-Talkover-Token': HIDDEN }, request: { headers: { a: HIDDEN } } },
	],
	[
		'credentials of any form',
		{ authorization: { user: 'u', password: 'p', active: true }, credentials: ['p'], token: 'p' },
		{
			authorization: { user: HIDDEN, password: HIDDEN, active: true },
			credentials: [HIDDEN],
			token: HIDDEN,
		},
	],
	[
		'an authorization scheme that contains more than a scheme',
		{ authorization_scheme: 'Bearer s3cret', authorizationScheme: { bearer: 's3cret' } },
		{ authorization_scheme: HIDDEN, authorizationScheme: { bearer: HIDDEN } },
	],
	[
		'JSON in a text, such as the response of a receiver that repeats its request',
		{ response_body: '{"headers":{"X-Token":"t0ken"},"json":"{\\"api_key\\":\\"t0ken\\"}"}' },
		{ response_body: '{"headers":{"X-Token":"[hidden]"},"json":"{\\"api_key\\":\\"[hidden]\\"}"}' },
	],
])('a response about a webhook contains no secret: %s', (_name, webhook, expected) => {
	expect(withoutSecrets(WEBHOOK, webhook)).toEqual(expected);
	const nested = (of: object) => ({ success: true, data: { webhooks: [{ id: 'w1', x: [of] }] } });
	expect(withoutSecrets(['campaigns', 'c1', 'webhooks'], nested(webhook))).toEqual(
		nested(expected),
	);
});

test('a response about a webhook without secrets stays as it is', () => {
	const webhook = {
		id: 'w1',
		name: 'Token for {the} [CRM]',
		webhook_url: 'https://example.com/?token=1',
		authorization_scheme: 'bearer',
		authorization_url: 'https://example.com/token',
		webhook_secret: null,
		secret: '',
		has_secret: true,
		api_key: undefined,
		custom_headers: [],
		response_headers: { 'content-type': 'application/json' },
		response_body: '{"received": true}',
		request_payload: { secretary: 'Ana', tokens: 5 },
		broken: '{"secret": "',
	};

	expect(withoutSecrets(WEBHOOK, webhook)).toBe(webhook);
});

test.each<[string, string[], object, object]>([
	['an action', ['agents', 'a1', 'actions'], { custom_headers: { a: 't' } }, { a: HIDDEN }],
	['a SIP trunk', ['sip-trunks', 't1'], { password: 'p' }, { password: HIDDEN }],
	['SFTP', ['campaigns', 'c1', 'sftp', 'logs'], { private_key: 'k' }, { private_key: HIDDEN }],
])('a response about %s contains no secret', (_name, path, data, expected) => {
	expect(JSON.stringify(withoutSecrets(path, { data }))).toContain(
		JSON.stringify(expected).slice(1, -1),
	);
});

test.each(['agents/a1', 'agents/webhooks', 'campaigns', 'campaigns/c1'])(
	'a response from %s contains no secret of the webhooks and connections that it includes',
	(path) => {
		const body = { data: [{ webhooks: [{ secret: 's' }], sftp_config: { password: 'p' } }] };

		const hidden = [{ webhooks: [{ secret: HIDDEN }], sftp_config: { password: HIDDEN } }];
		expect(withoutSecrets(path.split('/'), body)).toEqual({ data: hidden });
	},
);

const SECRETS = {
	webhook_secret: 's',
	custom_headers: [{ key: 'X-Token', value: 't' }],
	password: 'p',
	private_key: 'k',
	private_key_passphrase: 'h',
};

test.each([
	['a published agent', 'agents/a1/publish'],
	['the status of a campaign', 'campaigns/c1/status'],
	['a call', 'agents/a1/calls'],
	['a calendar', 'calendars/c1'],
])('a response about %s contains no secret, wherever it is', (_name, path) => {
	const secret = (of: unknown) => [of, { data: { deep: [{ inside: of }] } }];

	const expected = {
		webhook_secret: HIDDEN,
		custom_headers: [{ key: 'X-Token', value: HIDDEN }],
		password: HIDDEN,
		private_key: HIDDEN,
		private_key_passphrase: HIDDEN,
	};
	expect(withoutSecrets(path.split('/'), secret(SECRETS))).toEqual(secret(expected));
});

test('the secret fields are those that the contract never returns', () => {
	const contract = readFileSync(
		path.join(__dirname, '../../../tools/simulator/openapi.yaml'),
		'utf8',
	);
	const names = contract.match(/^ +\w+(?=: \{.*"writeOnly": true)/gm)?.map((name) => name.trim());

	expect([...new Set(names)].sort()).toEqual(SECRET_FIELDS);
});

test.each([
	['a flow, which is sent back to Talkover', ['agents', 'a1', 'flow'], 'flow_config'],
	['a call, whose context belongs to users', ['agents', 'a1', 'calls'], 'context'],
	['a call, whose variables belong to users', ['agents', 'a1', 'calls'], 'payload'],
	['an ID that is also a name', ['calendars', 'webhooks'], 'context'],
])('data of users in a response about %s stays as it is', (_name, path, name) => {
	const body = { data: { [name]: { token: 't', headers: { a: 't' }, ...SECRETS }, token: 't' } };

	expect(withoutSecrets(path, body)).toBe(body);
});

test.each<[string, (deep: string) => object]>([
	['JSON in a text', (deep) => ({ deep })],
	['a value', (deep) => ({ deep: JSON.parse(deep) as unknown })],
	['a header', (deep) => ({ headers: JSON.parse(deep) as unknown })],
])('%s that is nested 1,000 levels deep shows no secret', (_name, webhookWith) => {
	const webhook = webhookWith(`${'['.repeat(1_000)}{"secret":"s3cret"}${']'.repeat(1_000)}`);

	const text = JSON.stringify(withoutSecrets(WEBHOOK, webhook));
	expect(text).toContain(HIDDEN);
	expect(text).not.toContain('s3cret');
});

test('JSON in a text that is nested 100,000 levels deep does not overflow the stack', () => {
	const deep = `${'['.repeat(100_000)}{"secret":"s3cret"}${']'.repeat(100_000)}`;

	expect(JSON.stringify(withoutSecrets(WEBHOOK, { deep }))).not.toContain('s3cret');
});

test('names of built-in properties are data', () => {
	const body = JSON.parse('{"__proto__":{"secret":"s"},"constructor":{"token":"t"}}') as object;

	const text = JSON.stringify(withoutSecrets(WEBHOOK, body));
	expect(text).toBe('{"__proto__":{"secret":"[hidden]"},"constructor":{"token":"[hidden]"}}');
	expect(Object.prototype).not.toHaveProperty('secret');
});
