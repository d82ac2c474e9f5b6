import type { IWebhookFunctions } from 'n8n-workflow';

/** A body as it came over the wire, or why it can't be read and the HTTP status that says so. */
type RawBody = { readonly rawBody: Buffer } | { readonly status: 400 | 413; readonly why: string };

/**
 * The body as it came over the wire, unzipped: a signature is of that.
 *
 * From version 2 of a node on, n8n reads JSON, text, forms, and XML before it calls the node, and leaves every other
 * content type to the node (`parseRequestBody` in its `webhook-helpers.ts`). It also reads multipart forms, of which
 * it keeps only the parts; these can't be read again.
 */
export async function readRawBody(context: IWebhookFunctions): Promise<RawBody> {
	const request = context.getRequestObject();
	try {
		// Does nothing if n8n has read it.
		await request.readRawBody();
		return { rawBody: request.rawBody };
	} catch (error) {
		return isTooLarge(error)
			? { status: 413, why: 'its body is too large' }
			: { status: 400, why: 'its body is not readable' };
	}
}

/** n8n's own limit, `N8N_PAYLOAD_SIZE_MAX`. */
function isTooLarge(error: unknown): boolean {
	return error instanceof Error && 'status' in error && error.status === 413;
}
