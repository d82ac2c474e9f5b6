import { words } from '../../base/text/words';

/**
 * Classifies the host of a URL. The functions take `URL.hostname`, which has one spelling for each address:
 * `new URL()` turns `127.1`, `0x7f000001` and full-width digits into `127.0.0.1`.
 */

/** IPv4 networks that aren't on the public internet: IANA's special-purpose registry, and multicast. */
const SPECIAL_IPV4 = words(`
	0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
	192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
	224.0.0.0/4 240.0.0.0/4
`).map(network4);

/**
 * The only IPv6 network with public addresses. Loopback, private, link-local and multicast addresses are outside
 * it, and so are all forms of IPv4 addresses except 6to4 and Teredo, which are listed below.
 */
const GLOBAL_IPV6 = network6(0x2000, 0, 3);
const SPECIAL_IPV6 = [
	// Protocols, including Teredo, whose addresses contain IPv4 addresses.
	network6(0x2001, 0, 23),
	// Documentation.
	network6(0x2001, 0xdb8, 32),
	network6(0x3fff, 0, 20),
	// 6to4, whose addresses contain IPv4 addresses.
	network6(0x2002, 0, 16),
];

/**
 * Names for local networks: RFC 6761 (localhost), RFC 6762 (local, and in appendix G the unregistered ones that
 * are in use), RFC 8375 (home.arpa).
 */
const LOCAL_NAME =
	/(?:^|\.)(?:localhost|localdomain|local|svc|consul|test|invalid|onion|alt|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/** Whether a host is `localhost`, in 127.0.0.0/8, or `::1`. */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/**
 * Whether a host may be on the public internet: a public address, or a name that isn't reserved for local
 * networks. Doesn't resolve names.
 */
export function isPublic(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPublicIpv6(hostname.slice(1, -1));
	const ipv4 = parseIpv4(hostname);
	if (ipv4 !== undefined) return !SPECIAL_IPV4.some((network) => contains(network, ipv4));
	const name = hostname.replace(/\.$/, '');
	const labels = name.split('.');
	return labels.length > 1 && !labels.includes('') && !LOCAL_NAME.test(name);
}

function isPublicIpv6(text: string): boolean {
	const start = firstBits(text);
	return contains(GLOBAL_IPV6, start) && !SPECIAL_IPV6.some((network) => contains(network, start));
}

/** Addresses that begin with the same bits; all numbers have 32 bits. */
interface Network {
	readonly start: number;
	/** The length of the network prefix in bits, 1 to 32. */
	readonly length: number;
}

function contains({ start, length }: Network, address: number): boolean {
	const size = 2 ** (32 - length);
	return Math.floor(address / size) === Math.floor(start / size);
}

/** `10.0.0.0/8` as numbers. */
function network4(notation: string): Network {
	const [address = '', length] = notation.split('/');
	return { start: parseIpv4(address) ?? 0, length: Number(length) };
}

/** An IPv6 network, by the first two groups of its addresses. */
function network6(first: number, second: number, length: number): Network {
	return { start: first * 0x10000 + second, length };
}

/** Four decimal numbers; undefined for a name. */
function parseIpv4(text: string): number | undefined {
	if (!/^\d+(?:\.\d+){3}$/.test(text)) return undefined;
	return text.split('.').reduce((address, byte) => address * 256 + Number(byte), 0);
}

/** The first 32 bits of an IPv6 address as `new URL()` writes it: lower case, without embedded IPv4. */
function firstBits(text: string): number {
	const [head = ''] = text.split('::');
	const [first = '0', second = '0'] = head.split(':');
	return parseInt(first || '0', 16) * 0x10000 + parseInt(second, 16);
}
