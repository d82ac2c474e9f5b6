import { createHmac, timingSafeEqual } from 'node:crypto';

import type { OwnWebhook } from '../memory';
import { hashOf, isSecret } from '../secret';

/** The header that proves that a delivery comes from a webhook of this node. */
export const TOKEN_HEADER = 'x-talkover-trigger-token';

/** Headers as in Node.js, with names in lower case. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How to verify Talkover's own signature. None of this is documented. */
export interface SignatureForm {
	readonly header: string;
	readonly encoding: 'base64' | 'hex';
	readonly prefix: string;
}

/** The webhook whose secret is in a delivery's header. */
export function senderOf(
	webhooks: readonly OwnWebhook[],
	headers: Headers,
): OwnWebhook | undefined {
	const token = headers[TOKEN_HEADER];
	if (!isSecret(token)) return undefined;
	const hash = hashOf(token);
	// All are compared, so that the time doesn't reveal which one matches.
	const [sender] = webhooks.filter(({ tokenHash }) => isEqual(hash, tokenHash));
	return sender;
}

/** The webhook whose secret was used to sign a delivery without the header. */
export function signerOf(
	webhooks: readonly OwnWebhook[],
	headers: Headers,
	rawBody: Buffer,
	form: SignatureForm,
): OwnWebhook | undefined {
	// All are compared, as above.
	const [signer] = webhooks.filter((webhook) => isSigned(webhook, headers, rawBody, form));
	return signer;
}

/** Whether a delivery has Talkover's signature of its raw body. */
export function isSigned(
	{ secret }: OwnWebhook,
	headers: Headers,
	rawBody: Buffer,
	{ header, encoding, prefix }: SignatureForm,
): boolean {
	const digest = createHmac('sha256', secret).update(rawBody).digest(encoding);
	return isEqual(headers[header.trim().toLowerCase()], prefix + digest);
}

/** Compares in constant time. */
function isEqual(given: unknown, expected: string): boolean {
	if (typeof given !== 'string') return false;
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
