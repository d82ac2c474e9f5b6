import { isLoopback } from '../network/address';
import { counted } from '../../base/bounds';
import { invalid } from '../../base/invalidInput';

export const DEFAULT_BASE_URL = 'https://app.talkover.ai/api/v1';

/** Characters. Nobody enters a longer address on purpose. */
const LONGEST = 2_048;

/** Whether requests to this address can't be read on the way: https, or this machine. */
function isConfidential({ protocol, hostname }: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/**
 * The address that every path is appended to, without a trailing slash.
 *
 * Any host is accepted, because white-label deployments have their own. The token must not be sent
 * unencrypted, so http is only accepted for this machine.
 *
 * @throws InvalidInput if it isn't an address, is too long, isn't https, or has a login, query or fragment
 */
export function parseBaseUrl(raw: unknown): string {
	const text = typeof raw === 'string' ? raw.trim() : '';
	if (text.length > LONGEST) {
		throw invalid(
			`The Base URL must have at most ${counted(LONGEST)} characters (found ${counted(text.length)})`,
		);
	}
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw invalid(`The Base URL must be a web address such as ${DEFAULT_BASE_URL}`);
	}
	if (!isConfidential(url)) {
		throw invalid(
			`The Base URL must start with https://, because http:// would send the API token unencrypted (${url.host})`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw invalid('The Base URL must not contain a user name, a password, "?" or "#"');
	}
	// The lookbehind prevents a match attempt at each of many consecutive slashes.
	return url.origin + url.pathname.replace(/(?<!\/)\/+$/, '');
}
