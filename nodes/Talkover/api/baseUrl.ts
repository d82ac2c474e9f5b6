import { isLoopback } from './address';
import { counted } from '../parameters/bounds';
import { invalid } from '../parameters/invalidInput';

export const DEFAULT_BASE_URL = 'https://app.talkover.ai/api/v1';

/** Characters; what is longer is no address that anybody entered on purpose. */
const LONGEST = 2_048;

/** Whether nobody on the way can read what is sent there: https, or this very machine. */
export function isConfidential({ protocol, hostname }: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/**
 * The address that every path is appended to, without a trailing slash.
 *
 * White-label deployments use hosts of their own, so any host is taken; the token must not travel
 * unencrypted, so plain http is taken for this machine only.
 *
 * @throws InvalidInput when it is no address, too long, not https, or carries a login, query or fragment
 */
export function parseBaseUrl(raw: unknown): string {
	const text = typeof raw === 'string' ? raw.trim() : '';
	if (text.length > LONGEST) {
		throw invalid(
			`The Base URL may not be longer than ${counted(LONGEST)} characters (it has ${counted(text.length)})`,
		);
	}
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw invalid(`The Base URL must be a web address such as ${DEFAULT_BASE_URL}`);
	}
	if (!isConfidential(url)) {
		throw invalid(
			`The Base URL must start with https://, because over http:// the API token could be read on the way (${url.host})`,
		);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw invalid('The Base URL must not contain a login, a "?" or a "#"');
	}
	// Without the look behind it, each of many slashes in a row would be tried as the first one.
	return url.origin + url.pathname.replace(/(?<!\/)\/+$/, '');
}
