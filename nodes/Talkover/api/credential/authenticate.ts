import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { parseBaseUrl } from './baseUrl';
import { requireDestination } from '../network/destination';
import { parseRequestSettings } from './requestSettings';
import { counted } from '../../base/bounds';
import { InvalidInput, invalid } from '../../base/invalidInput';

/** What n8n sets for its credential test, and for an HTTP Request node without a *Timeout* of its own. */
const TIMEOUT_OF_N8N_MS = 300_000;

/**
 * Adds the Bearer token to a request, for the nodes of this package, n8n's credential test and n8n's HTTP Request
 * node.
 *
 * A function instead of n8n's `type: 'generic'`, because it needs no expression per request and because only a
 * function can reject a request: see {@link requireDestination}.
 *
 * @throws InvalidInput with a message for the user, which n8n shows as the result of a credential test
 */
export async function authenticate(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const { apiToken, baseUrl } = credential;
	requireDestination(new URL(parseBaseUrl(baseUrl)), request);
	request.headers = { ...request.headers, Authorization: `Bearer ${parseToken(apiToken)}` };
	const settings = parseRequestSettings(credential);
	if (!settings.ok) throw new InvalidInput(settings.faults);
	if (request.timeout === TIMEOUT_OF_N8N_MS) request.timeout = settings.value.timeout * 1000;
	// n8n would send the header on to the target of a redirect, which this function doesn't see. The first setting
	// stops n8n's current helper, the second the older one, and the third covers a helper that ignores both.
	request.disableFollowRedirect = true;
	request.maxRedirects = 0;
	request.sendCredentialsOnCrossOriginRedirect = false;
	return request;
}

/** Characters. A much longer token doesn't fit into the pattern that removes it from responses. */
const LONGEST_TOKEN = 2_048;
/**
 * The number of characters at the beginning of a token that must not repeat in it. Otherwise, searching a
 * response for the token would take a time that grows with the length of both.
 */
const UNIQUE_BEGINNING = 16;

/** Documentation shows the token in a header, so it is often copied with the word before it, or with the header's name. */
const SCHEME = /^(?:Authorization:\s*)?Bearer(?:\s+|$)/i;

/** @throws InvalidInput if it is empty, too long, repeats itself, or has characters that a header can't contain */
export function parseToken(raw: unknown): string {
	const token = typeof raw === 'string' ? raw.trim().replace(SCHEME, '') : '';
	if (token === '')
		throw invalid('The API token is empty: enter the API token of your Talkover environment');
	if (token.length > LONGEST_TOKEN) {
		throw invalid(`The API token must have at most ${counted(LONGEST_TOKEN)} characters`);
	}
	// RFC 6750 §2.1 allows none of these three characters, and `redactionOf` relies on that.
	if (!/^[\x21-\x7e]+$/.test(token) || /[\\%&]/.test(token)) {
		throw invalid('The API token contains spaces or invalid characters: paste it again');
	}
	if (token.length > UNIQUE_BEGINNING && token.includes(token.slice(0, UNIQUE_BEGINNING), 1)) {
		throw invalid('The API token was pasted more than once: clear the field and paste it once');
	}
	return token;
}
