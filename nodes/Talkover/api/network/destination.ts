import { invalid } from '../../base/invalidInput';
import { isRecord, isSet } from '../../base/json';
import { words } from '../../base/text/words';

/**
 * The options of a request that matter here: those of n8n's current request helper, and of the older one, which the
 * HTTP Request node and the GraphQL node use. Expressions can make them anything.
 */
interface RequestOptions {
	readonly url?: unknown;
	/** The older helper's name of `url`. */
	readonly uri?: unknown;
	readonly baseURL?: unknown;
	readonly headers?: unknown;
	readonly proxy?: unknown;
	readonly agentOptions?: object;
	readonly skipSslCertificateValidation?: unknown;
	/** The older helper's name of `skipSslCertificateValidation`, with the opposite meaning. */
	readonly rejectUnauthorized?: unknown;
	/** Other libraries and n8n's parameters call it so. No known version of n8n reads these two. */
	readonly strictSSL?: unknown;
	readonly allowUnauthorizedCerts?: unknown;
}

const ONLY_THERE = 'The API token of this credential is only sent to its Base URL';
const NO_PROXY = "The API token of this credential isn't sent through a proxy that could read it";

/**
 * Checks that a request with the token goes to the server of the Base URL, and that nothing on the way can read it.
 * People who may only use a credential can set the proxy, the headers and the certificate checks of n8n's HTTP
 * Request node, but must not get the token.
 *
 * @throws InvalidInput with the reason
 */
export function requireDestination(base: URL, request: RequestOptions): void {
	for (const address of addressesOf(request)) {
		// Not `origin`, because a `blob:` URL has that of the address inside it.
		if (address?.protocol !== base.protocol || address.host !== base.host) {
			const named = address ? `${address.protocol}//${address.host}` : 'an incomplete address';
			throw invalid(`${ONLY_THERE}, ${base.origin}, and not to ${named}`);
		}
	}
	const { agentOptions } = request;
	const option = CONNECTION_OPTIONS.find(
		(name) => isTurnedOn(valueOf(request, name)) || isTurnedOn(valueOf(agentOptions, name)),
	);
	if (option !== undefined) {
		throw invalid(`${ONLY_THERE}, ${base.origin}, and not with the connection option "${option}"`);
	}
	if (!hostsIn(request.headers).every((host) => isHostOf(base, host))) {
		throw invalid(
			`${ONLY_THERE}, ${base.origin}, and not with another server in the Host header: remove this header`,
		);
	}
	if (isTurnedOn(request.proxy)) requireConfidentialTunnel(base, request);
}

/**
 * The address of a request, and its base URL if it has one; undefined for an incomplete one. n8n appends some
 * addresses to the base URL that `new URL()` takes for complete ones, such as `https:host`.
 */
function addressesOf({ url, uri, baseURL }: RequestOptions): (URL | undefined)[] {
	// Both helpers prefer `url`.
	const address = url ?? uri;
	if (baseURL === undefined) return [parsed(address)];
	return [parsed(baseURL), typeof baseURL === 'string' ? parsed(address, baseURL) : undefined];
}

/** Undefined for an object as well, because each conversion to text could have another result. */
function parsed(address: unknown, base?: string): URL | undefined {
	return typeof address === 'string' && URL.canParse(address, base)
		? new URL(address, base)
		: undefined;
}

/** Options of Node.js and of request libraries with which a connection goes to another server than that of the address. */
const CONNECTION_OPTIONS = words(`
	agent createConnection host hostname httpAgent httpsAgent lookup path port socketPath
`);

function valueOf(options: object | undefined, name: string): unknown {
	return options && name in options ? (options as Record<string, unknown>)[name] : undefined;
}

function isTurnedOn(value: unknown): boolean {
	return isSet(value) && value !== false;
}

/** The names of the header that selects one of several sites on a server, in HTTP/1.1 and HTTP/2. */
const HOST_HEADER = /^\s*(?:host|:authority)\s*$/i;

/**
 * The values of all Host headers. axios, n8n's HTTP library, also takes headers from objects below the name of a
 * method or `common`.
 */
function hostsIn(headers: unknown): unknown[] {
	if (!isRecord(headers)) return [];
	const hosts: unknown[] = [];
	for (const [name, value] of Object.entries(headers)) {
		hosts.push(HOST_HEADER.test(name) ? value : hostsIn(value));
	}
	return hosts.flat();
}

function isHostOf({ protocol, host, hostname, port }: URL, value: unknown): boolean {
	const defaultPort = protocol === 'https:' ? '443' : '80';
	const own = [host, `${hostname}:${port || defaultPort}`];
	return typeof value === 'string' && own.includes(value.trim().toLowerCase());
}

/** What a client certificate consists of. All other options may change which server is trusted. */
const CLIENT_CERTIFICATE = new Set(['cert', 'key', 'passphrase', 'rejectUnauthorized']);

/**
 * Checks that a proxy only forwards what it can't read. Proxies from n8n's environment aren't part of the request:
 * only whoever runs n8n can set them.
 */
function requireConfidentialTunnel(base: URL, request: RequestOptions): void {
	if (base.protocol !== 'https:') {
		throw invalid(
			`${NO_PROXY}: the Base URL, ${base.origin}, has no encryption, so remove the proxy from the request`,
		);
	}
	if (ignoresCertificates(request)) {
		throw invalid(
			`${NO_PROXY}: the request ignores SSL issues, so turn off 'Ignore SSL Issues (Insecure)' or remove the proxy`,
		);
	}
	const trusted = Object.entries(request.agentOptions ?? {}).filter(
		([name, value]) => isTurnedOn(value) && !CLIENT_CERTIFICATE.has(name),
	);
	if (trusted.length > 0) {
		throw invalid(
			`${NO_PROXY}: the request has its own rules for trusted certificates, so remove 'CA' from the SSL certificate or remove the proxy`,
		);
	}
}

function ignoresCertificates(request: RequestOptions): boolean {
	const { rejectUnauthorized, strictSSL, skipSslCertificateValidation, allowUnauthorizedCerts } =
		request;
	const checks = [
		rejectUnauthorized,
		strictSSL,
		valueOf(request.agentOptions, 'rejectUnauthorized'),
	];
	return (
		checks.some((isOn) => isOn !== undefined && isOn !== true) ||
		[skipSslCertificateValidation, allowUnauthorizedCerts].some(isTurnedOn)
	);
}
