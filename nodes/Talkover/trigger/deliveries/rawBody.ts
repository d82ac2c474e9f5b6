import type { IWebhookFunctions } from 'n8n-workflow';

import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Rejection } from './rejection';
import { rejection } from './rejection';

/** Bytes. The transcript of a long call has a few hundred thousand. */
const LARGEST = 5_000_000;

const TOO_LARGE = rejection(413, 'its body is too large');

/**
 * Reads the raw body, decompressed, if it isn't too large. Signatures refer to it.
 *
 * For nodes of version 2 and later, n8n reads JSON, text, forms and XML before it calls the node, and leaves every other
 * content type to the node (`parseRequestBody` in its `webhook-helpers.ts`). It also reads multipart forms but only
 * keeps their parts, so they can't be read again.
 */
export async function readRawBody(context: IWebhookFunctions): Promise<Result<Buffer, Rejection>> {
	const request = context.getRequestObject();
	try {
		// Does nothing if n8n has already read it.
		await request.readRawBody();
	} catch (error) {
		return isTooLarge(error) ? TOO_LARGE : rejection(400, "its body can't be read");
	}
	const { rawBody } = request;
	return rawBody.length > LARGEST ? TOO_LARGE : ok(rawBody);
}

/** n8n's own limit, `N8N_PAYLOAD_SIZE_MAX`. */
function isTooLarge(error: unknown): boolean {
	return error instanceof Error && 'status' in error && error.status === 413;
}
