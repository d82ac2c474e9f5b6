import { createHmac } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import type { Headers } from './authenticity';
import { TOKEN_HEADER, isEqual } from './authenticity';
import { isRecord } from '../../../base/json';
import { defined } from '../../../base/collections/defined';
import type { WebhookMemory } from '../../memory';
import { readRawBody } from '../rawBody';
import type { TriggerOptions } from '../../values';
import { attemptOptions } from '../../values';

/** What a signature header contains. Talkover documents neither its name nor its form. */
export interface Signature {
	/** SHA-256 digests. A header has several while a key is replaced. */
	readonly digests: readonly Buffer[];
	/** The time in `t=…,v1=…`, which is signed together with the body. */
	readonly time?: string;
}

/** The most characters of a header that are searched for a signature. */
const LONGEST = 1_000;
/** A SHA-256 in hexadecimal, Base64 or Base64url that isn't part of a longer word. */
const DIGEST = /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])|(?<![\w+/-])[\w+/-]{43}=?(?![\w+/=-])/gi;
const TIME = /(?:^|[\s,;])(?:t|ts|timestamp)\s*=\s*(\d{1,20})(?!\d)/i;

/**
 * Reads a signature in any form: hexadecimal in small letters or capitals, or Base64; alone, after a prefix such as
 * `sha256=`, or with a time. Without a digest, no body has to be read or signed, which would take long for a large one.
 */
export function signatureIn(headers: Headers, header: string): Signature | undefined {
	const given = headers[header.toLowerCase()];
	if (typeof given !== 'string' || given.length > LONGEST) return undefined;
	const digests = given.match(DIGEST)?.map(digestOf) ?? [];
	const time = TIME.exec(given)?.[1];
	return digests.length === 0 ? undefined : defined({ digests, time });
}

function digestOf(text: string): Buffer {
	return Buffer.from(text, text.length === 64 ? 'hex' : 'base64');
}

/** Whether a signature is that of the raw body, alone or after its time. Computes one HMAC, or two with a time. */
export function isSigned(key: string, { digests, time }: Signature, rawBody: Buffer): boolean {
	const starts = time === undefined ? [''] : [`${time}.`, ''];
	return starts.some((start) => {
		const digest = createHmac('sha256', key).update(start).update(rawBody).digest();
		return digests.filter((given) => isEqual(given, digest)).length > 0;
	});
}

/**
 * Whether a delivery without a secret header has a valid signature, if the user has set *Signature Header*. Talkover may
 * leave out custom headers, because `custom_headers` is barely documented.
 *
 * Anyone can send requests to a public address. For one that can't have a valid signature, nothing is read or computed.
 */
export async function isSignedWithoutToken(
	context: IWebhookFunctions,
	{ signingKey }: WebhookMemory,
): Promise<boolean> {
	const headers = context.getHeaderData();
	const named = namedSignatureHeader(context);
	const mayBeNamed = named.startsWith('=') || headers[named.toLowerCase()] !== undefined;
	const hasToken = (headers[TOKEN_HEADER] ?? '') !== '';
	if (signingKey === undefined || !mayBeNamed || hasToken) return false;
	// Invalid options only cause an error for authentic deliveries.
	const options = attemptOptions(context);
	const header = options.ok ? signatureHeaderOf(options.value) : '';
	const signature = signatureIn(headers, header);
	if (header === '' || signature === undefined) return false;
	const rawBody = await readRawBody(context);
	return rawBody.ok && isSigned(signingKey, signature, rawBody.value);
}

/** *Signature Header* as the user entered it: a name, an expression, or nothing. */
export function namedSignatureHeader(context: IWebhookFunctions): string {
	const options: unknown = context.getNode().parameters.options;
	const entered: unknown = isRecord(options) ? options.signatureHeader : options;
	return typeof entered === 'string' ? entered.trim() : '';
}

/** The name of the header that must contain a valid signature; empty if none has to. */
export function signatureHeaderOf({ signatureHeader = '' }: TriggerOptions): string {
	return signatureHeader.trim();
}
