import { createHmac, timingSafeEqual } from 'node:crypto';

import type { OwnWebhook } from './memory';

/** The header by which a delivery proves that it comes from a webhook of this node. */
export const TOKEN_HEADER = 'x-talkover-trigger-token';

/** As Node.js gives them: names in lower case. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How Talkover's own signature is to be verified; its documentation leaves all of that open. */
export interface SignatureForm {
	readonly header: string;
	readonly encoding: 'base64' | 'hex';
	readonly prefix: string;
}

/** The webhook whose secret a delivery carries. */
export function senderOf(
	webhooks: readonly OwnWebhook[],
	headers: Headers,
): OwnWebhook | undefined {
	const token = headers[TOKEN_HEADER];
	// All are compared, so that the time it takes does not tell which one fits.
	const [sender] = webhooks.filter((webhook) => isEqual(token, webhook.token));
	return sender;
}

/** The webhook whose secret a delivery without the header is signed with. */
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

/** Whether a delivery carries Talkover's signature of its body, exactly as it came over the wire. */
export function isSigned(
	{ secret }: OwnWebhook,
	headers: Headers,
	rawBody: Buffer,
	{ header, encoding, prefix }: SignatureForm,
): boolean {
	const digest = createHmac('sha256', secret).update(rawBody).digest(encoding);
	return isEqual(headers[header.trim().toLowerCase()], prefix + digest);
}

/** In a time that does not depend on where they differ. */
function isEqual(given: unknown, expected: string): boolean {
	if (typeof given !== 'string') return false;
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
