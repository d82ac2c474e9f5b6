import { COUNTRIES } from '../../parameters/countries';
import { invalid } from '../../parameters/invalidInput';
import { field, isBlank } from '../../parameters/field';
import { asText, quoted } from '../../parameters/scalars';
import type { Reading } from './numberingPlan';
import { callingCodeOf, international, readingsIn, unlisted } from './numberingPlan';

/** Characters that people and CRMs put between digits: spaces (with U+FEFF), dots, dashes, brackets; no line breaks. */
const SEPARATORS =
	/[ \u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff.\-\u00ad\u2010-\u2015\u2212\uff0d()[\]\uff08\uff09]/g;

/** Arabic, Persian and full-width digits. The last four bits of each are its value. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g;

/** Characters. Even with a separator between all digits, a number has fewer. */
const LONGEST = 200;

/** The trunk prefix as in `+44 (0)20 …`, which isn't dialed from abroad except for Italy. */
const BRACKETED_ZERO = /[([]\s*0\s*[)\]]/;

/** A number in scientific notation, as spreadsheets show it in a narrow column: `4.91711E+11`. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/** A phone number that a program converted to a decimal number. */
const DECIMAL = /^(\+?\d{7,})\.0$/;

/** The most digits of an extension. */
const EXTENSION = 6;

const LOST_DIGITS =
	'is in scientific notation, which loses digits: format the column of phone numbers as text';

const WITH_CODE = 'enter it with + and a country code';

/**
 * Converts a phone number as a CRM stores it to E.164 form.
 *
 * @param country for numbers without a country code, ISO 3166-1 alpha-2 in capitals; without it, such numbers are
 * rejected
 * @throws InvalidInput if it isn't a possible number, or is ambiguous
 */
export function toE164(raw: unknown, country?: string): string {
	const entered = asText(raw).trim();
	if (entered.length > LONGEST) throw invalid(`${quoted(entered)} is too long for a phone number`);
	const written = plain(entered);
	const digits = digitsOf(written, entered);
	if (!digits.startsWith('+') && country === undefined) {
		throw invalid(`${quoted(entered)} has no country code: ${WITH_CODE}, or set Default Country`);
	}
	const readings = readingsOf(digits, country);
	if (!BRACKETED_ZERO.test(written)) return only(readings, entered, digits, country);
	const without = digitsOf(written.replace(BRACKETED_ZERO, ''), entered);
	return only(bestOf(readings, readingsOf(without, country)), entered, digits, country);
}

/** Converts digits and `+` to ASCII, and a `/` after an area code to a space. */
function plain(entered: string): string {
	const written = entered
		.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
		.replace('\uff0b', '+')
		// The mark for text in spreadsheets.
		.replace(/^'/, '')
		.replace(DECIMAL, '$1');
	const parts = written.split('/');
	const [area = '', subscriber = ''] = parts;
	return parts.length === 2 && isAreaCode(area, subscriber) ? `${area} ${subscriber}` : written;
}

/** Whether the two sides of a slash are one number (`030/901820`) instead of two numbers or one with an extension. */
function isAreaCode(area: string, subscriber: string): boolean {
	const [before, after] = [area, subscriber].map((side) => side.replace(SEPARATORS, '').trim());
	if (before === undefined || after === undefined || !/^[1-9]\d{4,}$/.test(after)) return false;
	return /^(?:0[1-9]\d{0,4}|(?:\+|00)[1-9]\d{1,7})$/.test(before);
}

/** The digits, with a leading plus if there is one. */
function digitsOf(written: string, entered: string): string {
	const digits = written.replace(SEPARATORS, '');
	if (/^\+?\d+$/.test(digits)) return digits;
	throw invalid(`${quoted(entered)} ${SCIENTIFIC.test(entered) ? LOST_DIGITS : reason(digits)}`);
}

/** Why this isn't one phone number. */
function reason(unread: string): string {
	const start = /^\+?\d+/.exec(unread)?.[0].length ?? 0;
	const rest = unread.slice(start);
	const digits = rest.replace(/\D/g, '').length;
	if (start > 3 && digits > 0 && /\d$/.test(rest)) {
		if (digits <= EXTENSION) return "has an extension, which calls can't reach: remove it";
		if (/^[\s,;/|&]|\+/.test(rest)) return 'contains more than one phone number: enter one';
	}
	return "contains characters that aren't part of a phone number: it must look like +15551234567";
}

function readingsOf(digits: string, country: string | undefined): Reading[] {
	if (!digits.startsWith('+')) return country === undefined ? [] : readingsIn(country, digits);
	const reading = international(digits.slice(1));
	return reading ? [reading] : [];
}

/** Whether a bracketed zero is dialed depends on the country, so the valid readings decide. */
function bestOf(withZero: readonly Reading[], without: readonly Reading[]): readonly Reading[] {
	const all = [...withZero, ...without];
	const valid = all.filter(({ isValid }) => isValid);
	return valid.length > 0 ? valid : all;
}

/** The only possible number, or the one in the default country. */
function only(
	readings: readonly Reading[],
	entered: string,
	digits: string,
	country: string | undefined,
): string {
	const numbers = [...new Set(readings.map(({ number }) => number))];
	const [known, other] = numbers;
	const number = known ?? (digits.startsWith('+') ? unlisted(digits.slice(1)) : undefined);
	if (number === undefined) throw invalid(`${quoted(entered)} ${mismatch(digits, country)}`);
	if (other === undefined) return number;
	const own = readings.filter(({ callingCode }) => callingCode === callingCodeOf(country ?? ''));
	const [domestic] = own;
	if (own.length === 1 && domestic?.number === number) return number;
	throw invalid(`${quoted(entered)} can be read as ${numbers.join(' and as ')}: ${WITH_CODE}`);
}

/** Why digits can't be read as a phone number. */
function mismatch(digits: string, country: string | undefined): string {
	if (digits.startsWith('+0'))
		return 'must not have a 0 after the +, because no country code begins with 0';
	if (country !== undefined && !digits.startsWith('+')) {
		return `doesn't have the length of a phone number in the Default Country (${COUNTRIES[country] ?? country}): ${WITH_CODE}`;
	}
	if (digits.length > 16) return 'has too many digits: an international number has at most 15';
	if (digits.length < 8) return 'has too few digits: it must look like +15551234567';
	return "isn't a phone number in international format: it must begin with + and a country code";
}

export const phone = field(
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +1 555 123 4567',
		description:
			"The phone number of the contact, with + and a country code or as it is dialed in the Default Country (in 'Options'). Spaces, dots, dashes and brackets are ignored.",
	},
	(raw, { country }) => {
		if (isBlank(raw)) throw invalid('is required');
		return toE164(raw, country);
	},
);
