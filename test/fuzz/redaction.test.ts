import fc from 'fast-check';

import { parseToken } from '../../nodes/Talkover/api/credential/authenticate';
import { redactionOf } from '../../nodes/Talkover/api/credential/redaction';
import { attempt } from '../../nodes/Talkover/base/invalidInput';
import { fuzz, jsonValues } from '../support/fuzz';

/** The patterns of a redaction are compiled for each token. */
const SLOW = { share: 0.3 };

/** Tokens that a credential accepts. */
const token = fc
	.array(
		fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzABC0123456789_-|.+/=:!$*@#<>"\'^~')),
		{ minLength: 12, maxLength: 60 },
	)
	.map((characters) => characters.join(''))
	.filter((text) => attempt(() => parseToken(text)).ok);

const hexOf = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

/** How a service may write a character. */
const WAYS: readonly ((character: string) => string)[] = [
	(character) => character,
	(character) => (character === '/' ? '\\/' : character),
	(character) => `%${hexOf(character)}`,
	(character) => `%${hexOf(character).toUpperCase()}`,
	(character) => `&#${character.charCodeAt(0)};`,
	(character) => `&#0${character.charCodeAt(0)};`,
	(character) => `&#x${hexOf(character)};`,
	(character) => `&#X00${hexOf(character).toUpperCase()};`,
	(character) => `&#${character.charCodeAt(0)}`,
	(character) => `&#x${hexOf(character)}`,
	(character) => (character === '_' ? '&UnderBar;' : character),
	(character) => (character === '*' ? '&midast;' : character),
	(character) => (character === '|' ? '&VerticalLine;' : character),
	(character) => `\\u00${hexOf(character)}`,
	(character) => `\\x${hexOf(character)}`,
];

/** A token with each character written in any way. */
function mixture(secret: string, ways: readonly number[]): string {
	return Array.from(secret, (character, index) =>
		(WAYS[ways[index % ways.length] ?? 0] ?? String)(character),
	).join('');
}

const ways = fc.array(fc.nat({ max: WAYS.length - 1 }), { minLength: 1, maxLength: 12 });

fuzz(
	'the token is redacted, whatever way each of its characters is written',
	fc.tuple(token, ways, fc.string(), fc.string()),
	([secret, chosen, before, after]) => {
		const form = mixture(secret, chosen);
		const redacted = redactionOf(secret, 'API token').text(`${before}${form}${after}`);
		expect(redacted).toContain('[API token]');
		expect(redacted).not.toContain(form);
		expect(redacted).not.toContain(secret);
	},
	SLOW,
);

const ENCODINGS: readonly ((bytes: Buffer) => string)[] = [
	(bytes) => bytes.toString('hex'),
	(bytes) => bytes.toString('hex').toUpperCase(),
	(bytes) => bytes.toString('base64'),
	(bytes) => bytes.toString('base64url'),
	(bytes) => encodeURIComponent(bytes.toString('base64')),
	(bytes) => bytes.toString('base64').replaceAll('/', '\\/'),
];

/** Whether Base64 of a text, decoded wherever it may begin, shows the secret. */
function decodesTo(text: string, secret: string): boolean {
	const base64 = decodeURIComponent(text.replaceAll('\\/', '/'));
	return (
		Buffer.from(base64, 'base64').includes(secret) ||
		Buffer.from(text, 'hex').toString().includes(secret)
	);
}

fuzz(
	'the token is redacted in hexadecimal and Base64, also as a part of something longer',
	fc.tuple(token, fc.string(), fc.string(), fc.constantFrom(...ENCODINGS)),
	([secret, before, after, encode]) => {
		const form = encode(Buffer.from(`${before}${secret}${after}`));
		const redacted = redactionOf(secret, 'API token').text(form);
		expect(redacted).toContain('[API token]');
		for (const part of redacted.split('[API token]')) {
			expect(decodesTo(part, secret)).toBe(false);
		}
	},
	SLOW,
);

const NAMES = ['message', 'errors', 'error', 'data', 'id', 'url'];
const TOKEN = 'talq_4f9c2b7e1a6d8035';
const leaking = fc
	.tuple(fc.string(), ways, fc.string())
	.map(([before, chosen, after]) => JSON.stringify(before + mixture(TOKEN, chosen) + after));

fuzz(
	'a value of any form is the same without the token, and unchanged if it does not contain it',
	fc.tuple(jsonValues([...NAMES, TOKEN], leaking), jsonValues(NAMES)),
	([hostile, honest]) => {
		const redaction = redactionOf(TOKEN, 'API token');
		const before = JSON.stringify(hostile);
		const redacted = redaction.value(hostile);
		expect(JSON.stringify(redacted)).not.toContain(TOKEN);
		expect(redaction.text(JSON.stringify(redacted))).toBe(JSON.stringify(redacted));
		expect(JSON.stringify(hostile)).toBe(before);
		expect(redaction.value(honest)).toBe(honest);
	},
);
