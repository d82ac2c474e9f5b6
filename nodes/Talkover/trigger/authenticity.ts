import { createHmac, timingSafeEqual } from 'node:crypto';

import type { OwnWebhook } from './memory';

/** The header by which a delivery proves that it comes from a webhook of this node. */
export const TOKEN_HEADER = 'x-talkover-trigger-token';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How Talkover's own signature is to be verified; its documentation leaves all of that open. */
export interface SignatureForm {
	readonly header: string;
	readonly encoding: 'base64' | 'hex';
	readonly prefix: string;
}

/**
 * The webhook that a delivery comes from; undefined when it does not prove that it comes from one.
 *
 * @param signature verified as well, where the user has said how
 */
export function senderOf(
	webhooks: readonly OwnWebhook[],
	headers: Headers,
	rawBody: Buffer,
	signature: SignatureForm | undefined,
): OwnWebhook | undefined {
	const token = headers[TOKEN_HEADER];
	// All are compared, so that the time it takes does not tell which one fits.
	const [sender] = webhooks.filter((webhook) => isEqual(token, webhook.token));
	if (!sender || !signature) return sender;
	const digest = createHmac('sha256', sender.secret).update(rawBody).digest(signature.encoding);
	const said = headers[signature.header.toLowerCase()];
	return isEqual(said, signature.prefix + digest) ? sender : undefined;
}

/** In a time that does not depend on where they differ. */
function isEqual(given: unknown, expected: string): boolean {
	if (typeof given !== 'string') return false;
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
