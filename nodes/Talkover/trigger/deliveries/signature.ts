import type { IWebhookFunctions } from 'n8n-workflow';

import type { SignatureForm } from './authenticity';
import { TOKEN_HEADER, isSigned, signatureIn } from './authenticity';
import { isRecord } from '../../base/json';
import type { WebhookMemory } from '../memory';
import { readRawBody } from './rawBody';
import type { TriggerOptions } from '../values';
import { attemptOptions } from '../values';

/**
 * Whether a delivery without a secret header has a valid signature, if the user has set *Signature Header*. Talkover may
 * leave out custom headers, because `custom_headers` is barely documented.
 *
 * Anyone can send requests to a public address. For one that can't have a valid signature, nothing is read or computed;
 * for any other one, a single HMAC.
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
	const form = options.ok ? signatureForm(options.value) : undefined;
	if (!form || signatureIn(headers, form) === undefined) return false;
	const rawBody = await readRawBody(context);
	return rawBody.ok && isSigned(signingKey, headers, rawBody.value, form);
}

/** *Signature Header* as the user entered it: a name, an expression, or nothing. */
export function namedSignatureHeader(context: IWebhookFunctions): string {
	const options: unknown = context.getNode().parameters.options;
	const entered: unknown = isRecord(options) ? options.signatureHeader : options;
	return typeof entered === 'string' ? entered.trim() : '';
}

/** How to verify the signature; undefined if *Signature Header* is empty. */
export function signatureForm({
	signatureHeader: header = '',
	signatureEncoding: encoding,
	signaturePrefix: prefix = '',
}: TriggerOptions): SignatureForm | undefined {
	return header.trim() === '' ? undefined : { header, encoding, prefix };
}
