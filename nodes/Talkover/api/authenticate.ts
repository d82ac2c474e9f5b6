import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { parseBaseUrl } from './baseUrl';
import { counted } from '../parameters/bounds';
import { invalid } from '../parameters/invalidInput';

/**
 * Adds the Bearer token to a request, for this package's nodes, n8n's credential test and n8n's HTTP
 * Request node.
 *
 * This is a function rather than n8n's `type: 'generic'` because it costs no expression per request
 * and because only a function can refuse: the token goes to the credential's own host over https, or
 * nowhere.
 *
 * @throws InvalidInput in words for the user, which n8n shows as the result of a credential test
 */
export async function authenticate(
	{ apiToken, baseUrl }: ICredentialDataDecryptedObject,
	request: AuthenticatedRequest,
): Promise<IHttpRequestOptions> {
	const base = new URL(parseBaseUrl(baseUrl));
	const address = targetOf(request);
	const target = URL.canParse(address, request.baseURL) && new URL(address, request.baseURL);
	if (!target || !isSameServer(base, target)) {
		throw invalid(
			`The API token of this credential is only sent to ${base.origin}, its Base URL, and not to ${target ? `${target.protocol}//${target.host}` : 'an incomplete address'}`,
		);
	}
	request.headers = { ...request.headers, Authorization: `Bearer ${parseToken(apiToken)}` };
	// This function sees the first address only, and n8n sends the header on to wherever a redirect
	// leads. The first stops n8n's current helper, the second the older one, the third is for one that
	// stops at neither.
	request.disableFollowRedirect = true;
	request.maxRedirects = 0;
	request.sendCredentialsOnCrossOriginRedirect = false;
	return request;
}

/** What n8n passes in: options for its current request helper, or for the older one with `uri`. */
type AuthenticatedRequest = IHttpRequestOptions & { uri?: string };

/**
 * Whether both addresses are of the same server. Compares protocol and host, not `origin`: a `blob:`
 * URL has the origin of the address inside it.
 */
function isSameServer(base: URL, target: URL): boolean {
	return target.protocol === base.protocol && target.host === base.host;
}

/** The HTTP Request node still fills `uri`, the name that n8n's older request helper used. */
function targetOf({ url, uri }: { url?: string; uri?: string }): string {
	return url ?? uri ?? '';
}

/** Characters. The pattern that takes the token out of answers can't be made of a far longer one. */
const LONGEST_TOKEN = 2_048;
/**
 * Characters at the beginning of a token that don't occur in it again. Otherwise the time to look for
 * it in an answer would grow with the length of both.
 */
const UNIQUE_BEGINNING = 16;

/** @throws InvalidInput when it is empty, too long, repeats itself, or holds what no header can carry */
export function parseToken(raw: unknown): string {
	const token = typeof raw === 'string' ? raw.trim() : '';
	if (token === '') throw invalid('The API Token is empty');
	if (token.length > LONGEST_TOKEN) {
		throw invalid(`The API Token may not be longer than ${counted(LONGEST_TOKEN)} characters`);
	}
	// RFC 6750 §2.1 has none of the three that are excluded here; `redactionOf` relies on that.
	if (!/^[\x21-\x7e]+$/.test(token) || /[\\%&]/.test(token)) {
		throw invalid('The API Token holds spaces or characters that no token has; paste it again');
	}
	if (token.length > UNIQUE_BEGINNING && token.includes(token.slice(0, UNIQUE_BEGINNING), 1)) {
		throw invalid('The API Token repeats itself; paste it again, and only once');
	}
	return token;
}
