import { cut } from '../../../base/bounds';
import type { Headers } from './authenticity';
import { TOKEN_HEADER } from './authenticity';
import { signatureIn } from './signature';

/** Names of headers that may contain a signature. */
const NAMES = /sign|hmac|digest|hash/;
/** Prefixes that n8n's log may repeat. Any other text of a header may be a secret. */
const PREFIX = /^\s*(sha-?256|hmac-sha-?256|hmac|signature|v\d)\s*[=: ]/i;
const LONGEST_NAME = 60;
const MOST = 3;

/**
 * What a rejected delivery has in its headers, for n8n's log: their names and the form of their values, but no value.
 * Shows at most three headers that may be Talkover's signature, because their name isn't documented.
 *
 * @param expected the header that must contain a signature; empty if none has to
 */
export function seenHeaders(headers: Headers, expected: string): string {
	const named = expected.toLowerCase();
	const others = Object.keys(headers).filter(
		(name) => name !== TOKEN_HEADER && name !== named && NAMES.test(name),
	);
	const seen = [
		...(named === '' ? [] : [shown(headers, named)]),
		...others.slice(0, MOST).map((name) => shown(headers, name)),
	];
	return seen.join('; ');
}

/** The secret header of a rejected delivery. */
export function seenToken(headers: Headers): string {
	const given = headers[TOKEN_HEADER];
	return (given ?? '') === '' ? `no ${TOKEN_HEADER}` : `${TOKEN_HEADER}: not that of a webhook`;
}

function shown(headers: Headers, name: string): string {
	const value = headers[name];
	return value === undefined
		? `no ${cut(name, LONGEST_NAME)}`
		: `${cut(name, LONGEST_NAME)}: ${formOf(headers, name, value)}`;
}

function formOf(headers: Headers, name: string, value: string[] | string): string {
	const given = String(value);
	const signature = signatureIn(headers, name);
	if (given.trim() === '') return 'empty';
	if (!signature) return `${given.length} characters without a SHA-256`;
	const hexadecimal = /[0-9a-f]{64}/i.exec(given)?.[0];
	const encoding =
		hexadecimal === undefined
			? 'Base64'
			: hexadecimal === hexadecimal.toLowerCase()
				? 'hexadecimal'
				: 'hexadecimal in capitals';
	const prefix = PREFIX.exec(given)?.[1];
	return [
		encoding,
		...(prefix === undefined ? [] : [`with ${prefix}`]),
		...(signature.time === undefined ? [] : ['with a time']),
	].join(' ');
}
