import { timingSafeEqual } from 'node:crypto';

import { hashOf } from '../../../base/hash';
import type { OwnWebhook } from '../../memory';
import { isSecret } from '../../secret';

/** The header that proves that a delivery comes from a webhook of this node. */
export const TOKEN_HEADER = 'x-talkover-trigger-token';

/** Headers as in Node.js, with names in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The webhook whose secret is in a delivery's header. */
export function senderOf(
	webhooks: readonly OwnWebhook[],
	headers: Headers,
): OwnWebhook | undefined {
	const token = headers[TOKEN_HEADER];
	if (!isSecret(token)) return undefined;
	const hash = Buffer.from(hashOf(token));
	// All are compared, so that the time doesn't reveal which one matches.
	const [sender] = webhooks.filter(({ tokenHash }) => isEqual(hash, Buffer.from(tokenHash)));
	return sender;
}

/** Compares in constant time. */
export function isEqual(a: Buffer, b: Buffer): boolean {
	return a.length === b.length && timingSafeEqual(a, b);
}
