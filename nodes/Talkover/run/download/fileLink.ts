import type { IExecuteFunctions, NodeEgressFilter } from 'n8n-workflow';

import { isLoopback, isPublic } from '../../api/network/address';
import type { Failure } from '../../api/response/reply';
import { localFailure } from '../../api/response/failure';
import { causesOf, isText } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';

const NO_WEB_ADDRESS = "The link isn't a web address";
const REPORT =
	'The node only downloads files from public https:// addresses. Report the link to Talkover support';

/**
 * The address of a link, if it's safe to download from: it uses https and isn't in the network of this
 * n8n. Loopback addresses are allowed only if the Base URL is one, as with the simulator.
 *
 * @param link a URL; relative ones are allowed in redirects
 * @param baseUrl the Base URL of the credential
 * @param from the address that redirected to the link
 */
export function parseFileLink(link: string, baseUrl: string, from?: URL): Result<URL, Failure> {
	const url = URL.canParse(link, from?.href) ? new URL(link, from?.href) : undefined;
	if (!url) return unsafeLink(NO_WEB_ADDRESS, REPORT);
	const reason = whyUnsafe(url, isLoopback(new URL(baseUrl).hostname));
	return reason === undefined ? ok(url) : unsafeLink(reason, REPORT);
}

/** Shows the host only, because the rest of the URL may contain a signature that gives access to the file. */
function whyUnsafe(
	{ host, hostname, protocol, username, password }: URL,
	loopbackAllowed: boolean,
): string | undefined {
	if (!/^https?:$/.test(protocol)) return NO_WEB_ADDRESS;
	if (username || password) return `The link to ${host} contains a user name or a password`;
	if (loopbackAllowed && isLoopback(hostname)) return undefined;
	if (!isPublic(hostname)) return `${host} isn't a public address`;
	return protocol === 'https:' ? undefined : `The link to ${host} starts with http://`;
}

/** n8n 2.25 and earlier don't have the filter. Until 2.38, it's undefined where SSRF protection is off. */
interface MayFilter {
	readonly getSecureEgressFilter?: (
		policy: 'enforced',
	) => Pick<NodeEgressFilter, 'validateUrl'> | undefined;
}

/**
 * The failure if n8n's SSRF protection rejects an address. Only n8n can resolve a name, and its
 * administrator may have allowed or blocked more addresses. The host of the Base URL isn't checked,
 * because the API requests, which carry the token, go there anyway.
 *
 * @param signal ends the wait for the DNS lookup
 */
export async function whyBlocked(
	context: IExecuteFunctions,
	{ href, host, hostname }: URL,
	baseUrl: string,
	signal: AbortSignal,
): Promise<Failure | undefined> {
	if (isLoopback(hostname) || hostname === new URL(baseUrl).hostname) return undefined;
	const helpers: MayFilter = context.helpers;
	const filter = helpers.getSecureEgressFilter?.('enforced');
	if (!filter) return undefined;
	const ended = new Promise<undefined>((resolve) => {
		signal.addEventListener('abort', () => {
			resolve(undefined);
		});
	});
	const checked = await Promise.race([filter.validateUrl(href), ended]);
	// A name that n8n can't resolve is left to the request, because a proxy may resolve it.
	return checked?.ok === false ? blockedByN8n(checked.error, host) : undefined;
}

/** The failure for an error of n8n's SSRF protection; undefined for other errors. */
export function blockedByN8n(error: unknown, host: string): Failure | undefined {
	// An error of the connection itself is wrapped in one of axios.
	const names = [...causesOf(error)].map(({ name }) => name);
	if (!names.some((name) => isText(name) && name.startsWith('SsrfBlocked'))) return undefined;
	return unsafeLink(
		`${host} resolves to an address that isn't public, or n8n blocks it`,
		'If the host is part of your network, ask your n8n administrator to allow it (N8N_SSRF_ALLOWED_HOSTNAMES)',
	);
}

function unsafeLink(reason: string, advice: string): Failure {
	const failure = localFailure("Talkover returned a file link that isn't safe to open", advice);
	return { ...failure, messages: [{ text: reason }] };
}
