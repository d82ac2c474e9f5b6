import { isRecord, isList } from '../../base/json';
import { withEntries, withValues } from '../../base/collections/changed';

/** Shorter pieces of an encoded secret could match by chance. */
const SHORTEST_ENCODED = 8;

/** Removes a secret from texts and values that people or other services see. */
export interface Redaction {
	text(text: string): string;
	/** The same value, or a copy without the secret if it contains it. Covers keys as well. */
	value<Value>(value: Value): Value;
}

/**
 * Replaces a secret in every form in which a service may repeat it: unchanged, with any of its characters escaped
 * for a URL, HTML or JSON, in hexadecimal, and in Base64, also as part of a longer value.
 *
 * @param secret not empty, and without `\\`, `%` and `&`, which begin escapes and could make the pattern take
 * exponential time
 * @param name replaces the secret, in brackets
 */
export function redactionOf(secret: string, name: string): Redaction {
	const forms = new RegExp([escapedForm(secret), ...encodedForms(secret)].join('|'), 'g');
	const text = (from: string) => from.replace(forms, `[${name}]`);
	// Only strings and keys change, so the type stays.
	const clean = <Value>(value: Value): Value => {
		if (typeof value === 'string') return text(value) as Value;
		if (isList(value)) return withValues(value, clean) as Value;
		if (!isRecord(value)) return value;
		return withEntries(value, (key, entry) => [text(key), clean(entry)]) as Value;
	};
	return { text, value: clean };
}

/** Matches each character unchanged or in any of its escapes, including mixtures. */
function escapedForm(secret: string): string {
	return Array.from(secret, (character) => {
		const code = character.charCodeAt(0);
		const hex = eitherCase(code.toString(16).padStart(2, '0'));
		const entity = NAMED_ENTITIES[character];
		const escapes = [
			literally(character),
			`%${hex}`,
			// Browsers read a number without a semicolon, too.
			`&#0*${code};?`,
			`&#[xX]0*${hex};?`,
			...(entity === undefined ? [] : [`&(?:${entity});`]),
			String.raw`\\u00${hex}`,
			String.raw`\\x${hex}`,
			// JSON may escape a slash, and must escape these two.
			...('/"\\'.includes(character) ? [literally(`\\${character}`)] : []),
		];
		return `(?:${escapes.join('|')})`;
	}).join('');
}

/** All names of the characters that a token may have (HTML Standard, named character references). */
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
	'|': 'vert|verbar|VerticalLine',
	_: 'lowbar|UnderBar',
	'.': 'period',
	',': 'comma',
	';': 'semi',
	':': 'colon',
	'+': 'plus',
	'/': 'sol',
	'=': 'equals',
	'!': 'excl',
	'?': 'quest',
	$: 'dollar',
	'*': 'ast|midast',
	'@': 'commat',
	'#': 'num',
	'^': 'Hat',
	'`': 'grave|DiacriticalGrave',
	'(': 'lpar',
	')': 'rpar',
	'[': 'lsqb|lbrack',
	']': 'rsqb|rbrack',
	'{': 'lcub|lbrace',
	'}': 'rcub|rbrace',
	'<': 'lt|LT',
	'>': 'gt|GT',
	'"': 'quot|QUOT',
	"'": 'apos',
};

function encodedForms(secret: string): string[] {
	const hex = eitherCase(Buffer.from(secret).toString('hex'));
	const forms = hex.length < SHORTEST_ENCODED ? [] : [hex];
	for (const bytesBefore of [0, 1, 2]) {
		const base64 = base64Inside(secret, bytesBefore);
		if (base64 !== undefined) forms.push(base64);
	}
	return forms;
}

/**
 * The Base64 of the secret after the given number of bytes (modulo 3), e.g. those of `user:`. Characters that it
 * shares with neighboring bytes are left out. Undefined if it's too short.
 */
function base64Inside(secret: string, bytesBefore: number): string | undefined {
	const bytes = Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(secret)]);
	const shared = Math.ceil((bytesBefore * 8) / 6);
	const own = bytes.toString('base64').slice(shared, Math.floor((bytes.length * 8) / 6));
	if (own.length < SHORTEST_ENCODED) return undefined;
	return own.replace(/[+/]/g, (sign) =>
		sign === '+' ? '(?:[-+]|%2[bB])' : String.raw`(?:[/_]|\\/|%2[fF])`,
	);
}

function eitherCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literally(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
