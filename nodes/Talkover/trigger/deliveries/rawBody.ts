import type { IWebhookFunctions } from 'n8n-workflow';

/** A raw body, or the reason and HTTP status of the rejection. */
type RawBody = { readonly rawBody: Buffer } | { readonly status: 400 | 413; readonly why: string };

/**
 * Reads the raw body, decompressed. Signatures refer to it.
 *
 * For nodes of version 2 and later, n8n reads JSON, text, forms and XML before it calls the node, and leaves every other
 * content type to the node (`parseRequestBody` in its `webhook-helpers.ts`). It also reads multipart forms but only
 * keeps their parts, so they can't be read again.
 */
export async function readRawBody(context: IWebhookFunctions): Promise<RawBody> {
	const request = context.getRequestObject();
	try {
		// Does nothing if n8n has already read it.
		await request.readRawBody();
		return { rawBody: request.rawBody };
	} catch (error) {
		return isTooLarge(error)
			? { status: 413, why: 'its body is too large' }
			: { status: 400, why: "its body can't be read" };
	}
}

/** n8n's own limit, `N8N_PAYLOAD_SIZE_MAX`. */
function isTooLarge(error: unknown): boolean {
	return error instanceof Error && 'status' in error && error.status === 413;
}
