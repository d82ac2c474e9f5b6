import crypto, { createHash, createHmac } from 'node:crypto';

import type { JsonObject } from '../../../simulator/contract';
import { SEED } from '../../../simulator/state';
import { ended, forAgents, ignored, REJECTED, STARTED } from '../../support/n8n/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(2);
const TOKEN = 'x-talkover-trigger-token';

const trigger = useTrigger(talkover, ofAgents);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const keyOf = (webhook: JsonObject | undefined) => String(webhook?.webhook_secret);
const token = (index = 0) => trigger.headersOf(trigger.webhooks()[index])[TOKEN] ?? '';

beforeEach(async () => {
	await trigger.host.activate();
});

test('a genuine delivery starts the workflow', async () => {
	expect(await trigger.deliver(ended())).toEqual(STARTED);
	expect(trigger.started).toHaveLength(1);
	expect(trigger.logged).toEqual([]);
});

test.each<[string, () => Record<string, string>]>([
	['no secret', () => ({})],
	['an empty secret', () => ({ [TOKEN]: '' })],
	['a wrong secret', () => ({ [TOKEN]: 'f'.repeat(64) })],
	['a part of the secret', () => ({ [TOKEN]: token().slice(0, 63) })],
	['more than the secret', () => ({ [TOKEN]: `${token()}0` })],
	['the secret in capitals', () => ({ [TOKEN]: token().toUpperCase() })],
	['both secrets in one', () => ({ [TOKEN]: `${token(0)}, ${token(1)}` })],
	['the hash of the secret', () => ({ [TOKEN]: sha256(token()) })],
	['the key of the signature', () => ({ [TOKEN]: String(trigger.webhooks()[0]?.webhook_secret) })],
	['the secret in another header', () => ({ authorization: `Bearer ${token()}` })],
	['a property name of all objects', () => ({ [TOKEN]: 'constructor' })],
])('a delivery with %s is rejected and logged, and starts nothing', async (_what, headers) => {
	expect(await trigger.server.deliver(ended(), { headers: headers() })).toEqual(REJECTED);
	expect(trigger.started).toEqual([]);
	expect(trigger.logged).toEqual([
		"Talkover Trigger: rejected a delivery because it doesn't have the secret of a webhook of this node",
	]);
});

test('the secret of a webhook of another node is rejected', async () => {
	const seeded = talkover().state.webhooks.find(({ id }) => id === SEED.webhookId);

	expect(await trigger.deliver(ended(), { from: { ...seeded } })).toEqual(REJECTED);
});

test('the secrets of the test URL and the production URL are not interchangeable', async () => {
	await trigger.host.listen();
	const [live, test] = [trigger.webhooks()[0], trigger.webhooks()[2]];

	expect(await trigger.deliver(ended(), { from: { ...test } })).toEqual(REJECTED);
	expect(await trigger.deliver(ended(), { from: { ...live }, test: true })).toEqual(REJECTED);
	expect(await trigger.deliver(ended(), { from: { ...test }, test: true })).toEqual(STARTED);
	expect(await trigger.deliver(ended(), { from: { ...live } })).toEqual(STARTED);
});

test('the secret of one agent is rejected for a call of another agent', async () => {
	const spoofed = ended({ agent_id: SEED.salesAgentId });

	expect(await trigger.deliver(spoofed)).toEqual(REJECTED);
	expect(trigger.logged[0]).toContain('the secret of another agent');
	expect(await trigger.deliver(spoofed, { from: { ...trigger.webhooks()[1] } })).toEqual(STARTED);
});

test('the agent in the output comes from the secret, not from the body', async () => {
	await trigger.deliver(ended({ agent_id: 'an agent of somebody else' }));

	expect(trigger.started[0]).toMatchObject({
		agentId: SEED.supportAgentId,
		body: { agent_id: 'an agent of somebody else' },
	});
});

test('a replayed delivery starts nothing', async () => {
	const captured = ended({ duration: 12 });
	await trigger.deliver(captured);
	const again = await trigger.deliver(captured);

	expect(again).toEqual({
		status: 200,
		body: { taken: true, started: false, reason: 'duplicate' },
	});
	expect(trigger.started).toHaveLength(1);
});

test('an old secret is rejected after the workflow was deactivated', async () => {
	const headers = { [TOKEN]: token() };
	await trigger.host.deactivate();

	expect(await trigger.server.deliver(ended(), { headers })).toEqual(REJECTED);
	await trigger.host.activate();
	expect(await trigger.server.deliver(ended(), { headers })).toEqual(REJECTED);
});

describe.each<[string, string]>([
	['an empty secret', ''],
	['a short secret', 'f'.repeat(63)],
	['a long secret', 'f'.repeat(65)],
	['a secret that is not hexadecimal', `${'f'.repeat(63)}g`],
	['a secret followed by a line break', `${'f'.repeat(64)}\n`],
])('static data that was edited to have %s authenticates nothing', (_what, edited) => {
	const edit = (name: string) => {
		trigger.host.saved = trigger.host.saved.replaceAll(
			new RegExp(`"${name}":"[0-9a-f]{64}"`, 'g'),
			`"${name}":${JSON.stringify(edited)}`,
		);
	};

	test('a delivery with an edited secret is rejected', async () => {
		edit('tokenHash');
		const headers = { [TOKEN]: edited.trim() };

		expect(await trigger.server.deliver(ended(), { headers })).toEqual(REJECTED);
		expect(await trigger.deliver(ended())).toEqual(REJECTED);
		expect(trigger.started).toEqual([]);
	});

	test('a delivery is rejected when the signing key was edited', async () => {
		edit('secret');

		expect(await trigger.deliver(ended())).toEqual(REJECTED);
	});

	test('a restart gives new secrets to the same webhooks', async () => {
		const before = trigger.webhooks().map(({ id }) => id);
		edit('tokenHash');
		edit('secret');
		await trigger.host.restart();

		expect(trigger.webhooks().map(({ id }) => id)).toEqual(before);
		expect(token()).toMatch(/^[0-9a-f]{64}$/);
		expect(await trigger.deliver(ended())).toEqual(STARTED);
	});
});

test('secrets never appear in the output, the responses or the log', async () => {
	const answers = [
		await trigger.deliver(ended()),
		await trigger.deliver(ended({ agent_id: SEED.salesAgentId })),
		await trigger.deliver('no json', { headers: { 'content-type': 'text/plain' } }),
	];
	const shown = JSON.stringify([trigger.started, answers, trigger.logged, trigger.host.log]);

	expect(shown).toContain('event_phone_call_ended');
	for (const webhook of trigger.webhooks()) {
		expect(shown).not.toContain(String(webhook.webhook_secret));
		expect(shown).not.toContain(trigger.headersOf(webhook)[TOKEN]);
	}
});

test('a delivery without the secret cannot make n8n evaluate an expression', async () => {
	trigger.host.change({
		parameters: { ...ofAgents, options: { minDurationSeconds: '={{ "none" }}' } },
	});

	expect(await trigger.server.deliver(ended())).toEqual(REJECTED);
	expect(await trigger.deliver(ended())).toMatchObject({ status: 500 });
	expect(trigger.started).toEqual([]);
});

describe.each(['hex', 'base64'] as const)(
	"Talkover's signature in %s is checked",
	(signatureEncoding) => {
		const signature = (body: string, prefix = 'sha256=', key = keyOf(trigger.webhooks()[0])) =>
			prefix + createHmac('sha256', key).update(body).digest(signatureEncoding);
		/** A webhook that is in Talkover but doesn't belong to this node. */
		const foreignSecret = () => {
			const seeded = talkover().state.webhooks.find(({ id }) => id === SEED.webhookId);
			return keyOf(Object.assign(seeded ?? {}, { webhook_secret: 'e'.repeat(64) }));
		};

		beforeEach(() => {
			const options = { signatureHeader: ' X-Talk-Sign', signaturePrefix: 'sha256=' };
			trigger.host.change({
				parameters: { ...ofAgents, options: { ...options, signatureEncoding } },
			});
		});

		test('a valid signature is accepted, regardless of the case of its header', async () => {
			for (const header of ['x-talk-sign', 'X-TALK-SIGN']) {
				const body = `${JSON.stringify(ended(), null, 2)}\n`;
				const answer = await trigger.deliver(body, { headers: { [header]: signature(body) } });
				expect(answer).toEqual(STARTED);
			}
		});

		test.each<[string, (body: string) => Record<string, string>]>([
			['missing', () => ({})],
			['for another body', () => ({ 'x-talk-sign': signature('{}') })],
			['without its prefix', (body) => ({ 'x-talk-sign': signature(body, '') })],
			['in another header', (body) => ({ 'x-signature': signature(body) })],
			['truncated', (body) => ({ 'x-talk-sign': signature(body).slice(0, -1) })],
		])('a signature that is %s is rejected even if the secret is right', async (_what, headers) => {
			const body = JSON.stringify(ended());

			expect(await trigger.deliver(body, { headers: headers(body) })).toEqual(REJECTED);
			expect(trigger.logged[0]).toContain('its signature is missing or wrong');
			expect(trigger.started).toEqual([]);
		});

		test.each<[string, Record<string, string>]>([
			['no secret', {}],
			['an empty secret', { [TOKEN]: '' }],
		])('a valid signature with %s is accepted', async (_what, secret) => {
			const agent_id = SEED.supportAgentId;
			const body = `${JSON.stringify(ended({ agent_id }), null, 2)}\n`;
			const headers = { 'x-talk-sign': signature(body), ...secret };

			expect(await trigger.server.deliver(body, { headers })).toEqual(STARTED);
			expect(trigger.started).toMatchObject([{ agentId: SEED.supportAgentId }]);
		});

		test.each<[string, (body: string) => Record<string, string>]>([
			['no signature', () => ({})],
			['an empty signature', () => ({ 'x-talk-sign': '' })],
			['a signature of another body', () => ({ 'x-talk-sign': signature('{}') })],
			['a signature of the parsed body', (body) => ({ 'x-talk-sign': signature(body.trim()) })],
			['a signature without its prefix', (body) => ({ 'x-talk-sign': signature(body, '') })],
			['a signature in another header', (body) => ({ 'x-signature': signature(body) })],
			['a truncated signature', (body) => ({ 'x-talk-sign': signature(body).slice(0, -1) })],
			[
				'a forged signature',
				(body) => ({ 'x-talk-sign': signature(body, 'sha256=', 'f'.repeat(64)) }),
			],
			[
				'a signature with the secret of a webhook of another node',
				(body) => ({ 'x-talk-sign': signature(body, 'sha256=', foreignSecret()) }),
			],
			[
				'a signature with the token for a key',
				(body) => ({ 'x-talk-sign': signature(body, 'sha256=', token()) }),
			],
			[
				'a valid signature and a wrong secret',
				(body) => ({ 'x-talk-sign': signature(body), [TOKEN]: 'f'.repeat(64) }),
			],
		])('a delivery without the secret, but with %s, is rejected', async (_what, headers) => {
			const body = `${JSON.stringify(ended())}\n`;

			const sent = { headers: headers(body) };
			expect(await trigger.server.deliver(body, sent)).toEqual(REJECTED);
			expect(trigger.logged[0]).toContain('neither the secret nor a valid signature');
			expect(trigger.started).toEqual([]);
		});

		test.each<[string, (webhook: JsonObject) => object]>([
			['its agent', ({ agent_id }) => ({ agent_id })],
			['its agent in data', ({ agent_id }) => ({ data: { agent_id } })],
			['itself', ({ id }) => ({ webhook_id: id })],
		])(
			'the agent in the output of a delivery without the secret is that of the webhook that the body names by %s',
			async (_what, naming) => {
				for (const webhook of trigger.webhooks()) {
					const body = JSON.stringify(ended(naming(webhook)));
					const headers = { 'x-talk-sign': signature(body) };

					expect(await trigger.server.deliver(body, { headers })).toEqual(STARTED);
					expect(trigger.started.at(-1)).toMatchObject({ agentId: webhook.agent_id });
				}
			},
		);

		test('a delivery without the secret whose body names no webhook starts the workflow without an agent, and once', async () => {
			const body = JSON.stringify(ended());
			const headers = { 'x-talk-sign': signature(body) };

			expect(await trigger.server.deliver(body, { headers })).toEqual(STARTED);
			expect(trigger.started[0]).not.toHaveProperty('agentId');
			await trigger.host.restart();
			expect(await trigger.server.deliver(body, { headers })).toEqual(ignored('duplicate'));
		});

		test('the agent of a delivery without the secret is that of the only webhook', async () => {
			const agentIds = [SEED.supportAgentId];
			const { options = {} } = trigger.host.setup.parameters;
			trigger.host.change({ parameters: { ...ofAgents, agentIds, options } });
			await trigger.host.restart();
			const body = JSON.stringify(ended());

			const headers = { 'x-talk-sign': signature(body) };
			expect(await trigger.server.deliver(body, { headers })).toEqual(STARTED);
			expect(trigger.started).toMatchObject([{ agentId: SEED.supportAgentId }]);
		});

		test('a valid signature without the secret is rejected if Signature Header is empty', async () => {
			for (const signatureHeader of ['', ' ']) {
				const options = { signatureHeader, signaturePrefix: 'sha256=', signatureEncoding };
				trigger.host.change({ parameters: { ...ofAgents, options } });
				const body = JSON.stringify(ended());
				const headers = { 'x-talk-sign': signature(body) };

				expect(await trigger.server.deliver(body, { headers })).toEqual(REJECTED);
				expect(await trigger.deliver(body)).toEqual(STARTED);
			}
			expect(trigger.started).toHaveLength(2);
		});

		test('a valid signature without the secret is rejected after the workflow was deactivated', async () => {
			const body = JSON.stringify(ended());
			const headers = { 'x-talk-sign': signature(body) };
			await trigger.host.deactivate();

			expect(await trigger.server.deliver(body, { headers })).toEqual(REJECTED);
		});

		test('a signature of a body that is too large is not computed', async () => {
			const body = `{"a":"${'x'.repeat(5_000_000)}"}`;
			const headers = { 'x-talk-sign': signature(body) };

			expect(await trigger.server.deliver(body, { headers })).toEqual(REJECTED);
		});
	},
);

describe('a delivery without the secret costs at most one HMAC, however many webhooks the node has', () => {
	const large = JSON.stringify(ended({ transcript: 'x'.repeat(4_900_000) }));
	const FORGED = { hex: 'f'.repeat(64), base64: `${'f'.repeat(43)}=` };
	const sign = (body: string) =>
		createHmac('sha256', keyOf(trigger.webhooks()[0])).update(body).digest('hex');

	/** The number of HMACs that the delivery of a body costs. */
	async function costOf(body: string, headers: Record<string, string>, expected: object) {
		const counted = jest.spyOn(crypto, 'createHmac');
		expect(await trigger.server.deliver(body, { headers })).toEqual(expected);
		const { length } = counted.mock.calls;
		counted.mockRestore();
		return length;
	}

	const withForm = (options: object) => {
		const { parameters } = trigger.host.setup;
		trigger.host.change({
			parameters: { ...parameters, options: { signatureHeader: 'x-talk-sign', ...options } },
		});
	};

	beforeEach(async () => {
		const { agents } = talkover().state;
		const agentIds = Array.from({ length: 10 }, (_, index) => `agent-${String(index)}`);
		agents.push(...agentIds.flatMap((id) => agents.slice(0, 1).map((agent) => ({ ...agent, id }))));
		trigger.host.change({ parameters: { ...ofAgents, agentIds } });
		await trigger.host.restart();
		expect(trigger.webhooks()).toHaveLength(10);
		withForm({});
	});

	test.each(['hex', 'base64'] as const)(
		'a body of 5 MB with a forged signature in %s costs one HMAC',
		async (signatureEncoding) => {
			withForm({ signatureEncoding });

			const headers = { 'x-talk-sign': FORGED[signatureEncoding] };
			expect(await costOf(large, headers, REJECTED)).toBe(1);
		},
	);

	test('a body of 5 MB with a valid signature costs one HMAC', async () => {
		expect(await costOf(large, { 'x-talk-sign': sign(large) }, STARTED)).toBe(1);
	});

	test.each<[string, Record<string, string>, object]>([
		['no signature', {}, {}],
		['an empty signature', { 'x-talk-sign': '' }, {}],
		['a short signature', { 'x-talk-sign': FORGED.hex.slice(1) }, {}],
		['a long signature', { 'x-talk-sign': `${FORGED.hex}f` }, {}],
		['a signature in capitals', { 'x-talk-sign': FORGED.hex.toUpperCase() }, {}],
		['a signature in Base64 instead of hexadecimal', { 'x-talk-sign': FORGED.base64 }, {}],
		[
			'a signature in hexadecimal instead of Base64',
			{ 'x-talk-sign': FORGED.hex },
			{ signatureEncoding: 'base64' },
		],
		['no prefix', { 'x-talk-sign': FORGED.hex }, { signaturePrefix: 'sha256=' }],
		['a prefix too many', { 'x-talk-sign': `sha256=${FORGED.hex}` }, {}],
		['a wrong secret', { 'x-talk-sign': FORGED.hex, [TOKEN]: 'f'.repeat(64) }, {}],
	])('a body of 5 MB with %s costs no HMAC and is not read', async (_what, headers, options) => {
		withForm(options);
		const before = trigger.server.bodiesRead;
		const sent = { 'content-type': 'application/octet-stream', ...headers };

		expect(await costOf(large, sent, REJECTED)).toBe(0);
		expect(trigger.server.bodiesRead).toBe(before);
	});

	test('a body that is too large costs no HMAC', async () => {
		const body = `{"a":"${'x'.repeat(5_000_000)}"}`;

		expect(await costOf(body, { 'x-talk-sign': sign(body) }, REJECTED)).toBe(0);
	});

	test('the search for the webhook of a secret costs no HMAC', async () => {
		withForm({ signatureHeader: '' });

		expect(await costOf(JSON.stringify(ended()), { [TOKEN]: token(9) }, STARTED)).toBe(0);
		expect(await costOf(large, { [TOKEN]: 'f'.repeat(64) }, REJECTED)).toBe(0);
	});

	test('webhooks whose keys differ in edited static data are registered again', async () => {
		const [key] = trigger.webhooks().map(keyOf);
		// Otherwise the names would show the difference as well.
		for (const webhook of trigger.webhooks()) webhook.name = '';
		trigger.host.saved = trigger.host.saved.replace(String(key), 'f'.repeat(64));
		const body = JSON.stringify(ended());

		expect(await costOf(body, { 'x-talk-sign': sign(body) }, REJECTED)).toBe(0);
		await trigger.host.restart();
		expect(await costOf(body, { 'x-talk-sign': sign(body) }, STARTED)).toBe(1);
	});
});

describe('options can be expressions', () => {
	const deliver = async (signatureHeader: string, more: object, headers: object = {}) => {
		const options = { signatureHeader, ...more };
		trigger.host.change({ parameters: { ...ofAgents, options } });
		const body = JSON.stringify(ended());
		const signature = createHmac('sha256', keyOf(trigger.webhooks()[0])).update(body).digest('hex');
		return trigger.server.deliver(body, { headers: { 'x-talk-sign': signature, ...headers } });
	};

	test('the name of the signature header can be an expression', async () => {
		expect(await deliver('={{ "x-talk-" + "sign" }}', {})).toEqual(STARTED);
		expect(await deliver('={{ "x-other" }}', {})).toEqual(REJECTED);
	});

	test('options that cannot be evaluated are rejected without the secret, and reported with it', async () => {
		const wrong = { minDurationSeconds: '={{ "none" }}' };

		expect(await deliver('x-talk-sign', wrong)).toEqual(REJECTED);
		expect(await deliver('x-talk-sign', wrong, { [TOKEN]: token() })).toMatchObject({
			status: 500,
		});
	});
});
