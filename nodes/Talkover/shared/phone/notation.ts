import { invalid } from '../../base/invalidInput';

/** Spaces (with U+FEFF and other invisible ones), dots, dashes and brackets between digits; no line breaks. */
const SEPARATORS =
	/[ \u00a0\u1680\u2000-\u200e\u202f\u205f\u2060\u3000\ufeff.\-\u00ad\u2010-\u2015\u2212\u30fc\uff0d()[\]\uff08\uff09]/g;

const DASHES = /[\u2010-\u2015\u2212\u30fc\uff0d]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200e\u202f\u205f\u2060\u3000\ufeff\u00ad]+/g;

/** Arabic, Persian and full-width digits. The last four bits of each are its value. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** Characters that change the order in which a screen shows digits (Unicode Standard Annex #9). */
export const BIDIRECTIONAL = /[\u061c\u200f\u202a-\u202e\u2066-\u2069]/;

/** Groups of Arabic digits, which a screen shows from right to left, although the digits of each are in order. */
const ARABIC_GROUPS =
	/[\u0660-\u0669][^\d.\u0660-\u0669]+[\d\u0660-\u0669]|\d[^\d.\u0660-\u0669]+[\u0660-\u0669]/;

/** Around a whole number, as phones copy it from their contacts: left to right, or by its first letter. */
const ISOLATED = /^(?:\u202a(.*)\u202c|[\u2066\u2068](.*)\u2069)$/u;
/** Right to left. Without separators, the digits stay in order. */
const ISOLATED_DIGITS = /^(?:\u202b(\+?\d+)\u202c|\u2067(\+?\d+)\u2069)$/u;

/** A number that a program has converted to a decimal number. */
const WITH_ZERO_DECIMALS = /^(\+?\d{7,})\.00?$/;

/** The text of a phone field, with ASCII digits, spaces and dashes, and without marks of spreadsheets and screens. */
export function plainNotation(entered: string): string {
	return (
		inShownOrder(entered)
			.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
			.replace('\uff0b', '+')
			.replace(DASHES, '-')
			.replace(SPACES, ' ')
			.trim()
			// The mark for text in spreadsheets.
			.replace(/^'/, '')
			.replace(WITH_ZERO_DECIMALS, '$1')
	);
}

/** Removes the separators between digits. */
export function withoutSeparators(text: string): string {
	return text.replace(SEPARATORS, '');
}

/**
 * Removes characters around a number that make a screen show it from left to right.
 *
 * @throws InvalidInput if the screen shows digits in another order than the one in which they're dialed
 */
function inShownOrder(entered: string): string {
	// At the end of a text, there is nothing whose order it could change.
	const written = entered.trim().replace(/\u200f$/, '');
	if (ARABIC_GROUPS.test(written)) {
		throw invalid(
			'contains groups of Arabic digits, which are shown in another order: enter it without spaces, or with the digits 0 to 9',
		);
	}
	if (!BIDIRECTIONAL.test(written)) return written;
	const [, ...inside] = ISOLATED.exec(written) ?? ISOLATED_DIGITS.exec(written) ?? [];
	const number = inside.find(Boolean);
	if (number !== undefined && !BIDIRECTIONAL.test(number)) return number;
	throw invalid(
		'contains invisible characters that change the order in which its digits are shown: type the number again',
	);
}
