import type { IWebhookFunctions } from 'n8n-workflow';

import type { JsonObject } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { eventInHeaders } from '../eventNames';
import type { OwnWebhook, WebhookMemory } from '../memory';
import type { TriggerOptions } from '../values';
import { readOptions } from '../values';
import { senderOf } from './sender/authenticity';
import { readBody } from './body';
import { readRawBody } from './rawBody';
import type { Rejection } from './rejection';
import { rejection } from './rejection';
import { seenHeaders, seenToken } from './sender/seenHeaders';
import {
	isSigned,
	isSignedWithoutToken,
	namedSignatureHeader,
	signatureHeaderOf,
	signatureIn,
} from './sender/signature';

/** What a webhook of the node has delivered. */
export interface Received {
	readonly body: JsonObject;
	/** The name of the event in a header. */
	readonly named: string | undefined;
	/** Undefined if the delivery has a valid signature instead of a secret. */
	readonly known: OwnWebhook | undefined;
	readonly options: TriggerOptions;
}

/** Reads a delivery and verifies that it comes from a webhook of the node. */
export async function readAuthentic(
	context: IWebhookFunctions,
	memory: WebhookMemory,
): Promise<Result<Received, Rejection>> {
	const headers = context.getHeaderData();
	// Checked first, because anyone can send requests to a public address.
	const known = senderOf(memory.webhooks, headers);
	if (!known && !(await isSignedWithoutToken(context, memory))) return unknownSender(context);
	const rawBody = await readRawBody(context);
	if (!rawBody.ok) return rawBody;
	const named = eventInHeaders(headers);
	const body = readBody(rawBody.value);
	if (!body.ok) return body;
	const options = readOptions(context);
	const header = signatureHeaderOf(options);
	const signature = signatureIn(headers, header);
	const isWrong = !signature || !known || !isSigned(known.secret, signature, rawBody.value);
	if (known && header !== '' && isWrong) {
		const seenThere = seenHeaders(headers, header);
		return rejection(401, 'its signature is missing or wrong', { details: ` (${seenThere})` });
	}
	return ok({ body: body.value, named, known, options });
}

/** Says which headers it saw, because Talkover documents none of them. */
function unknownSender(context: IWebhookFunctions): Rejection {
	const headers = context.getHeaderData();
	const named = namedSignatureHeader(context);
	const why =
		named === ''
			? "it doesn't have the secret of a webhook of this node"
			: 'it has neither the secret nor a valid signature of a webhook of this node';
	// The name may be an expression, which nobody without the secret can make n8n evaluate.
	const signatures = seenHeaders(headers, named.startsWith('=') ? '' : named);
	const details = [seenToken(headers), signatures].filter((text) => text !== '').join('; ');
	return rejection(401, why, { details: ` (${details})` });
}
