import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { parseBaseUrl } from './baseUrl';
import { invalid } from './invalidInput';

/**
 * Puts the Bearer token on a request, for this package's nodes and for n8n's HTTP Request node.
 *
 * A function rather than n8n's `type: 'generic'`, because it costs no expression per request, and
 * because it alone can refuse: the token goes to the credential's own host, over https, or nowhere.
 *
 * @throws InvalidInput in words for the user, which n8n shows as the result of a credential test
 */
export async function authenticate(
	{ apiToken, baseUrl }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions & { uri?: string },
): Promise<IHttpRequestOptions> {
	const base = new URL(parseBaseUrl(baseUrl));
	const target = targetOf(request);
	const origin = URL.canParse(target, request.baseURL) && new URL(target, request.baseURL).origin;
	if (origin !== base.origin) {
		throw invalid(
			`The API token of this credential is only sent to ${base.origin}, its Base URL, and not to ${origin || 'an incomplete address'}`,
		);
	}
	request.headers = { ...request.headers, Authorization: `Bearer ${parseToken(apiToken)}` };
	return request;
}

/** The HTTP Request node still fills `uri`, the name that n8n's older request helper used. */
function targetOf({ url, uri }: { url?: string; uri?: string }): string {
	return url ?? uri ?? '';
}

/** @throws InvalidInput when it is empty or holds what no header can carry */
export function parseToken(raw: unknown): string {
	const token = typeof raw === 'string' ? raw.trim() : '';
	if (token === '') throw invalid('The API Token is empty');
	if (!/^[\x21-\x7e]+$/.test(token)) {
		throw invalid('The API Token holds spaces or characters that no token has; paste it again');
	}
	return token;
}
