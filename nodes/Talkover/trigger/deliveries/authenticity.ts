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

/** The forms of a SHA-256. */
const DIGESTS = { base64: /^[A-Z0-9+/]{43}=$/i, hex: /^[0-9a-f]{64}$/ };

/**
 * The header's value if it may be a signature. Otherwise no body has to be read or signed, which would take long for a
 * large one.
 */
export function signatureIn(
	headers: Headers,
	{ header, encoding, prefix }: SignatureForm,
): string | undefined {
	const given = headers[header.trim().toLowerCase()];
	if (typeof given !== 'string' || !given.startsWith(prefix)) return undefined;
	return DIGESTS[encoding].test(given.slice(prefix.length)) ? given : undefined;
}

/** Whether a delivery has Talkover's signature of its raw body. Computes one HMAC at most. */
export function isSigned(
	key: string,
	headers: Headers,
	rawBody: Buffer,
	form: SignatureForm,
): boolean {
	const given = signatureIn(headers, form);
	if (given === undefined) return false;
	const digest = createHmac('sha256', key).update(rawBody).digest(form.encoding);
	return isEqual(given, form.prefix + digest);
}

/** Compares in constant time. */
function isEqual(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
