import { createHash, createHmac } from 'node:crypto';

import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';

import { isPathSegment } from '../../nodes/Talkover/api/request';
import { isRecord } from '../../nodes/Talkover/base/json';
import {
	TOKEN_HEADER,
	senderOf,
} from '../../nodes/Talkover/trigger/deliveries/sender/authenticity';
import { readBody } from '../../nodes/Talkover/trigger/deliveries/body';
import { readDelivery } from '../../nodes/Talkover/trigger/deliveries/deliveries';
import { deliveryKeyOf } from '../../nodes/Talkover/trigger/deliveries/deliveryKey';
import { isSigned, signatureIn } from '../../nodes/Talkover/trigger/deliveries/sender/signature';
import type { OwnWebhook } from '../../nodes/Talkover/trigger/memory';
import { WebhookMemory } from '../../nodes/Talkover/trigger/memory';
import { payloadSectionsIn } from '../../nodes/Talkover/trigger/payloadSections';
import { INHERITED, fuzz, jsonTexts, jsonValues } from '../support/fuzz';

const NAMES = [
	...['event', 'event_type', 'type', 'name', 'test', 'data', 'payload', 'call', 'campaign_call'],
	...['id', 'call_id', 'agent_id', 'campaign_id', 'agent', 'campaign', 'to', 'from', 'context'],
	...['duration', 'duration_seconds', 'attempt', 'retries', 'started_at', 'timestamp', 'sent_at'],
];
const EVENTS = fc
	.constantFrom('event_phone_call_ended', 'campaign_call.completed', 'webhook.test')
	.map((event) => JSON.stringify(event));

const texts = jsonTexts(NAMES, EVENTS);

const bodies = fc.oneof(
	{ weight: 4, arbitrary: texts.map((text) => Buffer.from(text)) },
	{ weight: 1, arbitrary: texts.map((text) => Buffer.from(`\ufeff${text}`)) },
	{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)) },
);

const hex = fc
	.uint8Array({ minLength: 32, maxLength: 32 })
	.map((bytes) => Buffer.from(bytes).toString('hex'));

const webhook: fc.Arbitrary<OwnWebhook> = fc
	.tuple(fc.nat({ max: 3 }), hex, hex)
	.map(([owner, tokenHash, secret]) => ({
		workflowId: 'workflow-1',
		nodeId: 'node-1',
		source: 'agent',
		ownerId: `agent-${owner}`,
		webhookId: `webhook-${owner}`,
		address: 'https://n8n.example/webhook/1',
		tokenHash,
		secret,
		registeredAs: '',
	}));

fuzz(
	'a delivery with any body is read without an error, or rejected with a reason',
	bodies,
	(rawBody) => {
		const read = readBody(rawBody);
		if (!read.ok) {
			expect(read.status).toBe(400);
			expect(read.why).not.toBe('');
			return;
		}
		expect(payloadSectionsIn(read.value).all.length).toBeLessThanOrEqual(12);
		const delivery = readDelivery(read.value);
		const { event, callId, agentId, campaignId, context = {}, durationSeconds = 0 } = delivery;
		for (const text of [event, callId, agentId, campaignId]) {
			expect(['string', 'undefined']).toContain(typeof text);
		}
		expect(Object.getPrototypeOf(context)).toBe(Object.prototype);
		expect(durationSeconds).toBeGreaterThanOrEqual(0);
		expect(JSON.stringify(delivery).length).toBeLessThanOrEqual(3 * rawBody.length + 200);
	},
);

fuzz(
	'the key of a delivery is short, has no characters with a meaning, and is the same for the same event',
	fc.tuple(bodies, fc.constantFrom('agent', 'campaign'), fc.string()),
	([rawBody, source, webhookId]) => {
		const read = readBody(rawBody);
		if (!read.ok) return;
		const body = read.value;
		const sender = { source, webhookId, ownerId: 'a' };
		const keyOf = () => deliveryKeyOf(readDelivery(body), { body, headers: {}, sender });
		const { key, isStable } = keyOf();
		expect(key).toMatch(/^[\w.:-]{1,155}$/);
		expect(keyOf().key === key).toBe(isStable);
	},
);

const value = fc.oneof(fc.string(), hex, fc.constantFrom('', 'constructor', '0'.repeat(64)));
const headers = fc.dictionary(
	fc.constantFrom(TOKEN_HEADER, 'x-signature', ...INHERITED),
	fc.oneof(value, fc.array(value, { maxLength: 3 })),
);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

fuzz(
	'no headers but those with the secret of a webhook make it the sender of a delivery',
	fc.tuple(fc.array(fc.tuple(webhook, hex), { maxLength: 3 }), headers),
	([known, given]) => {
		const webhooks = known.map(([own, token]) => ({ ...own, tokenHash: sha256(token) }));
		const wanted = (sent: unknown) => webhooks[known.findIndex(([, token]) => token === sent)];
		const withToken = (token: string) => ({ ...given, [TOKEN_HEADER]: token });
		expect(senderOf(webhooks, given)).toBe(wanted(given[TOKEN_HEADER]));
		for (const [, token] of known) {
			expect(senderOf(webhooks, withToken(token))).toBe(wanted(token));
			expect(senderOf(webhooks, withToken(sha256(token)))).toBeUndefined();
		}
	},
);

const form = fc.record({
	header: fc.constantFrom('X-Signature', 'x-signature', 'constructor', '__proto__'),
	encoding: fc.constantFrom('hex' as const, 'base64' as const, 'base64url' as const),
	prefix: fc.constantFrom('', 'sha256=', 't=1,v1=', 'HMAC '),
});

fuzz(
	'no signature but that of the same body with the same key is valid',
	fc.tuple(webhook, bodies, bodies, form, headers, fc.string()),
	([{ secret, tokenHash }, rawBody, other, { header, encoding, prefix }, given, more]) => {
		const sign = (body: Buffer, key: string) =>
			prefix + createHmac('sha256', key).update(body).digest(encoding);
		const isValid = (text: string | undefined) => {
			const withHeader = {
				...given,
				...(text === undefined ? {} : { [header.toLowerCase()]: text }),
			};
			const signature = signatureIn(withHeader, header);
			return signature !== undefined && isSigned(secret, signature, rawBody);
		};

		expect(isValid(undefined)).toBe(false);
		expect(isValid(sign(rawBody, secret))).toBe(true);
		expect(isValid(sign(other, secret))).toBe(rawBody.equals(other));
		expect(isValid(sign(rawBody, tokenHash))).toBe(tokenHash === secret);
		expect(isValid(sign(rawBody, secret).slice(0, -2))).toBe(false);
		expect(isValid(more)).toBe(false);
	},
);

/** The trigger's context, as far as its memory needs it. */
function contextWith(data: object): IWebhookFunctions {
	const context: unknown = {
		getWorkflowStaticData: () => data,
		getWorkflow: () => ({ id: 'workflow-1' }),
		getNode: () => ({ id: 'node-1' }),
	};
	return context as IWebhookFunctions;
}

const FIELDS = [
	...['workflowId', 'nodeId', 'source', 'ownerId', 'webhookId'],
	...['address', 'registeredAs', 'token', 'tokenHash', 'secret'],
];
const fieldValues = fc.oneof(
	hex.map((text) => JSON.stringify(text)),
	fc.constantFrom('"workflow-1"', '"node-1"', '".."', '"a/b"', `"${'f'.repeat(63)}"`),
);

const anyStaticData = jsonValues(['webhooks', 'leftAlone', ...FIELDS], fieldValues).map(
	(data): object => (isRecord(data) ? data : { webhooks: [data] }),
);

/** Webhooks with one field that was edited. */
const editedStaticData = fc
	.array(fc.tuple(webhook, fc.constantFrom(...FIELDS), jsonValues(FIELDS, fieldValues)), {
		maxLength: 3,
	})
	.map((edits) => ({ webhooks: edits.map(([own, name, value]) => ({ ...own, [name]: value })) }));

const staticData = fc.oneof(anyStaticData, editedStaticData);

fuzz(
	'static data of any form gives no webhook without secrets and an owner',
	fc.tuple(staticData, fc.array(webhook, { maxLength: 2 })),
	([data, webhooks]) => {
		const memory = new WebhookMemory(contextWith({ webhooks, ...data }));
		const check = () => {
			for (const own of memory.webhooks) {
				expect(own.tokenHash).toMatch(/^[0-9a-f]{64}$/);
				expect(own.secret).toMatch(/^[0-9a-f]{64}$/);
				expect([own.workflowId, own.nodeId]).toEqual(['workflow-1', 'node-1']);
				expect(isPathSegment(own.webhookId)).toBe(true);
				for (const text of [own.source, own.ownerId, own.address, own.registeredAs]) {
					expect(typeof text).toBe('string');
				}
			}
			expect(typeof memory.isOfAnother(new Set(['webhook-1']))).toBe('boolean');
		};
		check();
		memory.forgetForeign('https://n8n.example/webhook/1');
		check();
		memory.webhooks = webhooks;
		check();
	},
);
