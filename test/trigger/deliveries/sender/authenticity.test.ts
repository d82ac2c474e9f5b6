import crypto, { createHash, createHmac } from 'node:crypto';

import type { JsonObject } from '../../../../tools/simulator/contract';
import { SEED } from '../../../../tools/simulator/state';
import {
	ended,
	forAgents,
	ignored,
	REJECTED,
	STARTED,
} from '../../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../../support/servers/useSimulator';
import { useTrigger } from '../../../support/n8n/trigger/useTrigger';

const talkover = useSimulator();

const ofAgents = forAgents(2);
const TOKEN = 'x-talkover-trigger-token';

const trigger = useTrigger(talkover, ofAgents);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const keyOf = (webhook: JsonObject | undefined) => String(webhook?.webhook_secret);
const token = (index = 0) => trigger.headersOf(trigger.webhooks()[index])[TOKEN] ?? '';
/** Delivers a body with these headers instead of those of a webhook. */
const deliverWith = async (headers: Record<string, string>, body: unknown = ended()) =>
	trigger.server.deliver(body, { headers });
/** A webhook that is in Talkover but doesn't belong to this node. */
const foreign = () => talkover().state.webhooks.find(({ id }) => id === SEED.webhookId) ?? {};

beforeEach(async () => {
	await trigger.host.activate();
});

const WRONG = `${TOKEN}: not that of a webhook`;

test.each<[string, () => Record<string, string>, string]>([
	['no secret', () => ({}), `no ${TOKEN}`],
	['an empty secret', () => ({ [TOKEN]: '' }), `no ${TOKEN}`],
	['a wrong secret', () => ({ [TOKEN]: 'f'.repeat(64) }), WRONG],
	['the hash of the secret', () => ({ [TOKEN]: sha256(token()) }), WRONG],
	['the secret in another header', () => ({ authorization: token() }), `no ${TOKEN}`],
	['the secret of another node', () => trigger.headersOf(foreign()), `no ${TOKEN}`],
	[
		'a signature that nothing asks for',
		() => ({ 'x-hub-signature': `sha256=${token()}` }),
		`no ${TOKEN}; x-hub-signature: hexadecimal with sha256`,
	],
])('a delivery with %s is rejected and logged, and starts nothing', async (_w, headers, seen) => {
	expect(await deliverWith(headers())).toEqual(REJECTED);
	expect(trigger.started).toEqual([]);
	expect(trigger.logged).toEqual([
		`Talkover Trigger: rejected a delivery because it doesn't have the secret of a webhook of this node (${seen})`,
	]);
});

test('the secrets of the test URL and the production URL are not interchangeable', async () => {
	await trigger.host.listen();
	const [live, , test] = trigger.webhooks();

	expect(await trigger.deliver(ended(), { from: { ...test } })).toEqual(REJECTED);
	expect(await trigger.deliver(ended(), { from: { ...live }, test: true })).toEqual(REJECTED);
	expect(await trigger.deliver(ended(), { from: { ...test }, test: true })).toEqual(STARTED);
	expect(await trigger.deliver(ended(), { from: { ...live } })).toEqual(STARTED);
});

test('the agent in the output comes from the secret, and the event of a call that was transferred is accepted', async () => {
	for (const agent_id of [SEED.salesAgentId, 'an agent of somebody else']) {
		expect(await trigger.deliver(ended({ agent_id }))).toEqual(STARTED);
		expect(trigger.started.at(-1)).toMatchObject({
			agentId: SEED.supportAgentId,
			body: { agent_id },
		});
	}
});

test('an old secret is rejected after the workflow was deactivated, and after it was activated again', async () => {
	const headers = { [TOKEN]: token() };
	await trigger.host.deactivate();

	expect(await deliverWith(headers)).toEqual(REJECTED);
	await trigger.host.activate();
	expect(await deliverWith(headers)).toEqual(REJECTED);
});

test.each<[string, string]>([
	['an empty secret', ''],
	['a secret followed by a line break', `${'f'.repeat(64)}\n`],
])('static data with %s authenticates nothing and is soon replaced', async (_what, edited) => {
	const { saved } = trigger.host;
	const ids = trigger.ids();
	for (const name of ['tokenHash', 'secret']) {
		const pattern = new RegExp(`"${name}":"[0-9a-f]{64}"`, 'g');
		trigger.host.saved = saved.replaceAll(pattern, `"${name}":${JSON.stringify(edited)}`);

		expect(await deliverWith({ [TOKEN]: edited.trim() })).toEqual(REJECTED);
		expect(await trigger.deliver(ended())).toEqual(REJECTED);
	}
	expect(trigger.started).toEqual([]);

	await trigger.host.restart();
	expect(trigger.ids()).toEqual(ids);
	expect(await trigger.deliver(ended())).toEqual(STARTED);
});

test('secrets never appear in the output, the responses or the log', async () => {
	trigger.setOptions({ signatureHeader: 'x-talk-sign' });
	const answers = [
		await trigger.deliver(ended(), { headers: { 'x-talk-sign': token() } }),
		await deliverWith({ 'x-talk-sign': `v1=${keyOf(trigger.webhooks()[0])}` }),
	];
	trigger.setOptions({});
	answers.push(await trigger.deliver(ended({ agent_id: SEED.salesAgentId })));
	answers.push(await trigger.deliver('no json', { headers: { 'content-type': 'text/plain' } }));
	const shown = JSON.stringify([trigger.started, answers, trigger.logged, trigger.host.log]);

	expect(shown).toContain('event_phone_call_ended');
	expect(trigger.logged).toHaveLength(3);
	for (const webhook of trigger.webhooks()) {
		expect(shown).not.toContain(keyOf(webhook).slice(0, 16));
		expect(shown).not.toContain(String(trigger.headersOf(webhook)[TOKEN]).slice(0, 16));
	}
});

const HEADER = 'x-talk-sign';
const signed = (text: string, key = keyOf(trigger.webhooks()[0])) =>
	createHmac('sha256', key).update(text).digest();
const hex = (text: string, key?: string) => signed(text, key).toString('hex');
/** With a blank and a line break, which are signed as well. */
const bodyOf = (more: object = {}) => `${JSON.stringify(ended(more), null, 2)}\n`;
const TIME = 'T=1763841600';

/** The forms of a valid signature. */
const FORMS: readonly [string, (body: string) => string][] = [
	['in hexadecimal', (body) => hex(body)],
	['in capitals', (body) => hex(body).toUpperCase()],
	['in Base64 without padding', (body) => signed(body).toString('base64').slice(0, -1)],
	['after SHA256=, in capitals', (body) => `SHA256=${hex(body).toUpperCase()}`],
	['of the time and the body', (body) => `t=17,v1=${hex(`17.${body}`)}`],
	['of the time and the body in Base64', (b) => `v1=${signed(`8.${b}`).toString('base64')}, t=8`],
	['of the body, beside a time', (body) => `${TIME};v1=${hex(body)}`],
	['beside one with an older key', (body) => `t=17,v1=${'0'.repeat(64)},v1=${hex(`17.${body}`)}`],
	['twice in one header', (body) => `${hex('other')}, ${hex(body)}`],
];

/** Signatures that prove nothing, and what the log says about them. */
const INVALID: readonly [string, (body: string) => string, string][] = [
	['an empty signature', () => '', 'empty'],
	['a signature of another body', () => `sha256=${hex('{}')}`, 'hexadecimal with sha256'],
	['a signature of the parsed body', (b) => signed(b.trim()).toString('base64'), 'Base64'],
	['a truncated signature', (b) => hex(b).slice(1), '63 characters without a SHA-256'],
	['more than a signature', (b) => `${hex(b)}0`, '65 characters without a SHA-256'],
	['a signature of another time', (b) => `t=18,v1=${hex(`17.${b}`)}`, 'hexadecimal with a time'],
	['a signature with another key', (b) => `v1=${hex(b, 'f'.repeat(64))}`, 'hexadecimal with v1'],
	['a signature with the token for a key', (b) => hex(b, token()), 'hexadecimal'],
	[
		'a signature in a header that is too long',
		(b) => `${hex(b)} ${' '.repeat(940)}x`,
		'1006 characters without a SHA-256',
	],
];

describe("Talkover's signature is checked if Signature Header is set", () => {
	beforeEach(() => {
		trigger.setOptions({ signatureHeader: ' X-Talk-Sign' });
	});

	test.each(FORMS)('a signature %s is accepted with and without a secret', async (_w, form) => {
		for (const secret of [{ [TOKEN]: token() }, { [TOKEN]: '' }, {}]) {
			const body = bodyOf({ agent_id: SEED.supportAgentId });
			const headers = { 'X-TALK-SIGN': form(body), ...secret };

			expect(await deliverWith(headers as Record<string, string>, body)).toEqual(STARTED);
			expect(trigger.started.at(-1)).toMatchObject({ agentId: SEED.supportAgentId });
		}
	});

	test.each<[string, (body: string) => Record<string, string>, string]>([
		['no signature', () => ({}), `no ${HEADER}`],
		[
			'a signature in another header',
			(body) => ({ 'x-signature': hex(body).toUpperCase() }),
			`no ${HEADER}; x-signature: hexadecimal in capitals`,
		],
		...INVALID.map(
			([what, sign, seen]): [string, (body: string) => Record<string, string>, string] => [
				what,
				(body) => ({ [HEADER]: sign(body) }),
				`${HEADER}: ${seen}`,
			],
		),
	])(
		'a delivery with %s is rejected with and without the secret, and the log says what it saw',
		async (_what, headers, seen) => {
			const body = bodyOf();

			expect(await deliverWith({ ...headers(body), [TOKEN]: token() }, body)).toEqual(REJECTED);
			expect(await deliverWith(headers(body), body)).toEqual(REJECTED);
			expect(trigger.logged).toEqual([
				`Talkover Trigger: rejected a delivery because its signature is missing or wrong (${seen})`,
				`Talkover Trigger: rejected a delivery because it has neither the secret nor a valid signature of a webhook of this node (no ${TOKEN}; ${seen})`,
			]);
			expect(trigger.started).toEqual([]);
		},
	);

	test('a valid signature with a wrong secret is rejected', async () => {
		const body = bodyOf();

		const headers = { [HEADER]: hex(body), [TOKEN]: 'f'.repeat(64) };
		expect(await deliverWith(headers, body)).toEqual(REJECTED);
	});

	test.each<[string, (webhook: JsonObject) => object]>([
		['its agent', ({ agent_id }) => ({ agent_id })],
		['its agent in data', ({ agent_id }) => ({ data: { agent_id } })],
		['itself', ({ id }) => ({ webhook_id: id })],
	])(
		'the agent in the output of a delivery without the secret is that of the webhook that the body names by %s',
		async (_what, naming) => {
			for (const webhook of trigger.webhooks()) {
				const body = bodyOf(naming(webhook));

				expect(await deliverWith({ [HEADER]: hex(body) }, body)).toEqual(STARTED);
				expect(trigger.started.at(-1)).toMatchObject({ agentId: webhook.agent_id });
			}
		},
	);

	test('a delivery without the secret whose body names no webhook starts the workflow without an agent, and once', async () => {
		const body = bodyOf();
		const headers = { [HEADER]: hex(body) };

		expect(await deliverWith(headers, body)).toEqual(STARTED);
		expect(trigger.started[0]).not.toHaveProperty('agentId');
		await trigger.host.restart();
		expect(await deliverWith(headers, body)).toEqual(ignored('duplicate'));
	});

	test('the agent of a delivery without the secret is that of the only webhook', async () => {
		const { options = {} } = trigger.host.setup.parameters;
		const agentIds = [SEED.supportAgentId];
		trigger.host.change({ parameters: { ...ofAgents, agentIds, options } });
		await trigger.host.restart();
		const body = bodyOf();

		expect(await deliverWith({ [HEADER]: hex(body) }, body)).toEqual(STARTED);
		expect(trigger.started).toMatchObject([{ agentId: SEED.supportAgentId }]);
	});

	test('a valid signature without the secret is rejected after the workflow was deactivated', async () => {
		const body = bodyOf();
		const headers = { [HEADER]: hex(body) };
		await trigger.host.deactivate();

		expect(await deliverWith(headers, body)).toEqual(REJECTED);
	});
});

describe('the cost of a delivery without the secret does not grow with the number of webhooks', () => {
	const sent = JSON.stringify(ended());
	const FORGED = 'f'.repeat(64);

	/** The number of HMACs that the delivery of a body costs. */
	async function costOf(body: string, headers: Record<string, string>, expected: object) {
		const counted = jest.spyOn(crypto, 'createHmac');
		expect(await deliverWith(headers, body)).toEqual(expected);
		const { length } = counted.mock.calls;
		counted.mockRestore();
		return length;
	}

	beforeEach(async () => {
		trigger.host.change({ parameters: forAgents(3) });
		await trigger.host.restart();
		expect(trigger.webhooks()).toHaveLength(3);
		trigger.setOptions({ signatureHeader: HEADER });
	});

	test.each<[string, () => string, object, number]>([
		['a forged signature', () => FORGED, REJECTED, 1],
		['several forged signatures', () => `${FORGED},${FORGED},${FORGED}`, REJECTED, 1],
		['a forged signature with a time', () => `t=1,v1=${FORGED}`, REJECTED, 2],
		['a valid signature', () => hex(sent), STARTED, 1],
		['a valid signature with a time', () => `t=1,v1=${hex(`1.${sent}`)}`, STARTED, 1],
	])('a body with %s costs as many HMACs as expected', async (_w, sign, answer, cost) => {
		expect(await costOf(sent, { [HEADER]: sign() }, answer)).toBe(cost);
	});

	test.each<[string, Record<string, string>, string]>([
		['no signature', {}, HEADER],
		['a signature that is too long', { [HEADER]: `${FORGED} ${'x'.repeat(1_000)}` }, HEADER],
		['a wrong secret', { [HEADER]: FORGED, [TOKEN]: 'f'.repeat(64) }, HEADER],
		['a signature that nothing asks for', { [HEADER]: FORGED }, ' '],
	])('a body with %s costs no HMAC and is not read', async (_w, headers, name) => {
		trigger.setOptions({ signatureHeader: name });
		const before = trigger.server.bodiesRead;
		const unread = { 'content-type': 'application/octet-stream' };

		expect(await costOf(sent, { ...unread, ...headers }, REJECTED)).toBe(0);
		expect(trigger.server.bodiesRead).toBe(before);
	});

	test('a body that is too large costs no HMAC', async () => {
		const body = `{"a":"${'x'.repeat(5_000_000)}"}`;

		expect(await costOf(body, { [HEADER]: hex(body) }, REJECTED)).toBe(0);
	});

	test('the search for the webhook of a secret costs no HMAC', async () => {
		trigger.setOptions({});

		expect(await costOf(sent, { [TOKEN]: token(2) }, STARTED)).toBe(0);
		expect(await costOf(sent, { [TOKEN]: FORGED }, REJECTED)).toBe(0);
	});

	test('webhooks whose keys differ in edited static data are registered again', async () => {
		const [key] = trigger.webhooks().map(keyOf);
		// Otherwise the names would show the difference as well.
		for (const webhook of trigger.webhooks()) webhook.name = '';
		trigger.host.saved = trigger.host.saved.replace(String(key), FORGED);

		expect(await costOf(sent, { [HEADER]: hex(sent) }, REJECTED)).toBe(0);
		await trigger.host.restart();
		expect(await costOf(sent, { [HEADER]: hex(sent) }, STARTED)).toBe(1);
	});
});

test('the name of the signature header can be an expression', async () => {
	const body = bodyOf();
	for (const [name, answer] of [
		['={{ "x-other" }}', REJECTED],
		['={{ "x-talk-" + "sign" }}', STARTED],
	] as const) {
		trigger.setOptions({ signatureHeader: name });
		expect(await deliverWith({ [HEADER]: hex(body) }, body)).toEqual(answer);
	}
});

test.each([{}, { signatureHeader: HEADER }])(
	'options that cannot be evaluated are rejected without the secret, and reported with it (%j)',
	async (options) => {
		trigger.setOptions({ ...options, minDurationSeconds: '={{ "none" }}' });
		const body = bodyOf();
		const headers = { [HEADER]: hex(body) };

		expect(await deliverWith(headers, body)).toEqual(REJECTED);
		expect(await deliverWith({ ...headers, [TOKEN]: token() }, body)).toMatchObject({
			status: 500,
		});
		expect(trigger.started).toEqual([]);
	},
);
