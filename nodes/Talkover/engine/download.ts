import type { IBinaryKeyData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { connectionFault, failureWithoutAnswer } from '../api/connection';
import type { Failure } from '../api/failure';
import { CANCELLED, refusal } from '../api/failure';
import { isPrivate } from '../api/baseUrl';
import type { FileLink } from './operation';

/** Seconds. */
const TIMEOUT = 60;

/**
 * Fetches a file that an answer of Talkover's points to, as n8n's binary data under the name `data`.
 * The token is not sent along: files lie wherever Talkover keeps them.
 */
export async function fetchFile(
	context: IExecuteFunctions,
	{ url, fileName, mimeType }: FileLink,
): Promise<Failure | { readonly ok: true; readonly binary: IBinaryKeyData }> {
	const signal = context.getExecutionCancelSignal();
	const address = URL.canParse(url) ? new URL(url) : undefined;
	if (!address || !isPrivate(address)) {
		return refusal(`Talkover named an address for the file that is not safe to open: ${url}`);
	}
	try {
		const response = (await context.helpers.httpRequest({
			url,
			encoding: 'arraybuffer',
			timeout: TIMEOUT * 1000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			...(signal ? { abortSignal: signal } : {}),
		})) as IN8nHttpFullResponse;
		const { statusCode, body } = response;
		if (statusCode !== 200) return notThere(statusCode);
		const data = await context.helpers.prepareBinaryData(body as Buffer, fileName, mimeType);
		return { ok: true, binary: { data } };
	} catch (error) {
		if (signal?.aborted) return CANCELLED;
		return failureWithoutAnswer(connectionFault(error), { host: address.host, timeout: TIMEOUT });
	}
}

/** Not Talkover's own answer: a storage's 403 says that the link has expired, and nothing of the token. */
function notThere(status: number): Failure {
	return {
		...refusal(`The file could not be fetched (HTTP ${status})`),
		status,
		advice: 'Run it again: links to files are valid for a short while only',
	};
}
