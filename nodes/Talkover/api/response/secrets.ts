import type { JsonObject } from '../../base/json';
import { isRecord, isList } from '../../base/json';
import { words } from '../../base/text/words';
import { withEntries, withValues } from '../../base/collections/changed';
import { plainName } from '../../base/apiNames';
import { cached } from '../../base/collections/cache';
import { HEADER_FIELDS, SECRET_FIELDS } from '../contract/secretFields';

/** Replaces a secret in a response. */
const HIDDEN = '[hidden]';

/** The same name in every spelling. A response has few different names, each many times. */
const cachedName = cached(plainName);
/** Longer names than any of an API, which would fill the memory. */
const LONGEST_NAME = 100;

function plain(name: string): string {
	return name.length > LONGEST_NAME ? plainName(name) : cachedName(name);
}

/** Hidden anywhere in a response. */
const SECRETS = new Set(SECRET_FIELDS.map(plainName));
const SECRET_HEADERS = new Set(HEADER_FIELDS.map(plainName));
/** Data of users, who choose its names, and send flows back to Talkover. */
const OWN_DATA = new Set(words('context flow_config payload').map(plainName));

/** What users enter secrets for, as names in paths and of fields: below them, names that aren't documented count as well. */
const HOLDERS = new Set(
	words('action actions sftp sftp_config sip_trunk sip_trunks webhook webhooks').map(plainName),
);

const SECRET =
	/(?:secret|password|passphrase|token|credentials?|authorization|cookie|(?:access|api|encryption|hmac|private|secret|signature|signing)key)$/;
/** The headers of requests. Those of a response from the receiver help to find out why a delivery failed. */
const HEADERS = /^(?!response).*headers$/;
const SCHEME = /^(?:auth|authorization)scheme$/;
/** The documented schemes (contract: AuthorizationScheme). Anything else may be a whole header. */
const SCHEMES = new Set(['none', 'bearer', 'basic', 'api_key', 'custom']);

/** JSON in a text, such as the logged response of a receiver that repeats its request. */
const JSON_TEXT = /^\s*[[{]/;
/** Levels of a value. What is nested more deeply is hidden as a whole. */
const DEEPEST = 100;

/**
 * The body of a response without the secrets that users have entered for webhooks, actions, SIP trunks and SFTP, such as keys
 * and the values of headers. Whether a secret is set remains visible.
 *
 * @param path of the request
 */
export function withoutSecrets<Body>(path: readonly string[], body: Body): Body {
	const isHolder = path.some((name, index) => index % 2 === 0 && HOLDERS.has(plain(name)));
	// Only texts and numbers inside it change, so the type of an object stays.
	return (isHolder ? clean(body, 0) : cleanInside(body, 0)) as Body;
}

/** Cleans secret fields, and everything below the name of a holder. */
function cleanInside(value: unknown, depth: number): unknown {
	if (depth > DEEPEST) return value;
	return mapped(value, (inner, name) => {
		const known = name === undefined ? '' : plain(name);
		if (OWN_DATA.has(known)) return inner;
		if (SECRETS.has(known)) return hidden(inner, depth + 1);
		if (SECRET_HEADERS.has(known)) return cleanHeaders(inner, depth + 1);
		return HOLDERS.has(known) ? clean(inner, depth + 1) : cleanInside(inner, depth + 1);
	});
}

function clean(value: unknown, depth: number): unknown {
	if (depth > DEEPEST) return HIDDEN;
	if (typeof value === 'string') return cleanText(value, depth);
	return mapped(value, (inner, name) => {
		if (name === undefined) return clean(inner, depth + 1);
		const known = plain(name);
		if (SECRET.test(known)) return hidden(inner, depth + 1);
		if (HEADERS.test(known)) return cleanHeaders(inner, depth + 1);
		if (SCHEME.test(known)) return isScheme(inner) ? inner : hidden(inner, depth + 1);
		return clean(inner, depth + 1);
	});
}

function cleanText(text: string, depth: number): string {
	if (!JSON_TEXT.test(text)) return text;
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		return text;
	}
	const cleaned = clean(content, depth + 1);
	return cleaned === content ? text : JSON.stringify(cleaned);
}

/** Headers as a list of pairs, in which their names stay, or as an object of values. */
function cleanHeaders(headers: unknown, depth: number): unknown {
	if (!Array.isArray(headers)) return hidden(headers, depth);
	return mapped(headers, (header) => {
		if (!isRecord(header) || !('value' in header)) return hidden(header, depth + 1);
		const name = nameIn(header);
		return mapped(header, (inner) => (inner === name ? inner : hidden(inner, depth + 1)));
	});
}

/** The name of a name-value pair. */
function nameIn({ key, name }: JsonObject): string | undefined {
	return [key, name].find((each) => typeof each === 'string');
}

function isScheme(value: unknown): boolean {
	return typeof value === 'string' && SCHEMES.has(value.trim().toLowerCase());
}

/** Hides all texts and numbers. */
function hidden(value: unknown, depth: number): unknown {
	if (depth > DEEPEST) return HIDDEN;
	if (typeof value === 'object') return mapped(value, (inner) => hidden(inner, depth + 1));
	return typeof value === 'boolean' || value === '' || value === undefined ? value : HIDDEN;
}

/** The same list or object, or a copy if a value in it has changed. Other values stay as they are. */
function mapped(value: unknown, change: (inner: unknown, name?: string) => unknown): unknown {
	if (isList(value)) return withValues(value, change);
	return isRecord(value) ? withEntries(value, (name, inner) => [name, change(inner, name)]) : value;
}
