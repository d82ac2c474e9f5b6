import { COUNTRIES } from '../../parameters/countries';
import { invalid } from '../../base/invalidInput';
import { field, isBlank } from '../../parameters/field';
import { asText, quoted } from '../../parameters/scalars';
import { lookalikeOf } from './lookalikes';
import { plainNotation, withoutSeparators } from './notation';
import type { Reading } from './numberingPlan';
import {
	callingCodeOf,
	countryOfCode,
	exampleOf,
	foreignPrefixOf,
	international,
	isWrittenAsIn,
	mayLackAreaCode,
	readingsIn,
	shortNumberIn,
} from './numberingPlan';

/** Characters. Even with a separator between all digits, a number has fewer. */
const LONGEST = 200;

/** The trunk prefix as in `+44 (0)20 …`, which isn't dialed from abroad except for Italy. */
const BRACKETED_ZERO = /[([\uff08]\s*0\s*[)\]\uff09]/;

/** A number in scientific notation, as spreadsheets show it in a narrow column: `4.91711E+11`. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?e\+?\d+$/i;

/** The most digits of an extension. */
const EXTENSION = 6;

const LOST_DIGITS =
	'is in scientific notation, which loses digits: format the column of phone numbers as text';

const WITH_CODE = 'enter it with + and a country code';
const FORM = 'it must look like +12125550123';

/**
 * Converts a phone number as a CRM stores it to E.164 form.
 *
 * A national number must be listed in the full numbering plan of the country. A number with + must be listed, or have
 * the length of the mobile or fixed-line numbers of its country, because plans change; never in North America.
 *
 * @param country for numbers without a country code, ISO 3166-1 alpha-2 in capitals; without it, such numbers are
 * rejected
 * @throws InvalidInput with the rule that it breaks, if it isn't a phone number or is ambiguous
 */
export function toE164(raw: unknown, country?: string): string {
	const entered = asText(raw).trim();
	const rejected = (why: string) => invalid(`${quoted(entered)} ${why}`);
	if (entered.length > LONGEST) throw rejected('is too long for a phone number');
	const text = plainNotation(entered);
	const lookalike = lookalikeOf(text, country);
	if (lookalike !== undefined && !isWrittenAsIn(country, text)) {
		throw rejected(`looks like ${lookalike}: if it's a phone number, ${WITH_CODE}`);
	}
	const written = withAreaCode(text);
	const digits = digitsIn(written);
	if (digits === undefined) throw rejected(whyNoDigits(entered, written));
	if (!digits.startsWith('+') && country === undefined) throw rejected(whyNoCountry(digits));
	const readings = readingsOf(digits, country);
	const without = BRACKETED_ZERO.test(written)
		? (digitsIn(written.replace(BRACKETED_ZERO, '')) ?? '')
		: '';
	const all = [...readings, ...(without === '' ? [] : readingsOf(without, country))];
	const number = onlyNumberOf(all, country) ?? unlistedNumber(digits);
	if (number === undefined) throw rejected(whyNoNumber(digits, country));
	if (typeof number !== 'string') {
		throw rejected(`can be read as ${number.join(' and as ')}: ${WITH_CODE}`);
	}
	const short = shortNumberIn(number);
	if (short === undefined) return number;
	throw rejected(
		`ends in ${short}, an emergency or short number, which can't be called with an area code`,
	);
}

/** Converts a `/` after an area code to a space: `030/901820`. */
function withAreaCode(text: string): string {
	const parts = text.split('/');
	const [area = '', subscriber = ''] = parts;
	return parts.length === 2 && isAreaCode(area, subscriber) ? `${area} ${subscriber}` : text;
}

/** Whether the two sides of a slash are one number instead of two numbers or one with an extension. */
function isAreaCode(area: string, subscriber: string): boolean {
	const [before, after] = [area, subscriber].map((side) => withoutSeparators(side).trim());
	if (before === undefined || after === undefined || !/^[1-9]\d{4,}$/.test(after)) return false;
	return /^(?:0[1-9]\d{0,4}|(?:\+|00)[1-9]\d{1,7})$/.test(before);
}

/** The digits, with a leading plus if there is one; undefined if there is anything else. */
function digitsIn(written: string): string | undefined {
	const digits = withoutSeparators(written);
	return /^\+?\d+$/.test(digits) ? digits : undefined;
}

/** Why this isn't one phone number. */
function whyNoDigits(entered: string, written: string): string {
	if (SCIENTIFIC.test(entered)) return LOST_DIGITS;
	const unread = withoutSeparators(written);
	const start = /^\+?\d+/.exec(unread)?.[0].length ?? 0;
	const rest = unread.slice(start);
	const digits = rest.replace(/\D/g, '').length;
	if (start > 3 && digits > 0 && /\d$/.test(rest)) {
		if (digits <= EXTENSION) return "has an extension, which calls can't reach: remove it";
		if (/^[\s,;/|&]|\+/.test(rest)) return 'contains more than one phone number: enter one';
	}
	return `contains characters that aren't part of a phone number: ${FORM}`;
}

function whyNoCountry(digits: string): string {
	return digits.startsWith('00')
		? 'begins with 00: replace it with +, or set Default Country'
		: `has no country code: ${WITH_CODE}, or set Default Country`;
}

function readingsOf(digits: string, country: string | undefined): Reading[] {
	if (!digits.startsWith('+')) return country === undefined ? [] : readingsIn(country, digits);
	const reading = international(digits.slice(1));
	return reading ? [reading] : [];
}

/** The number if there is one reading, or one in the default country; all numbers if it's ambiguous. */
function onlyNumberOf(
	readings: readonly Reading[],
	country: string | undefined,
): string | readonly string[] | undefined {
	const numbers = [...new Set(readings.map(({ number }) => number))];
	if (numbers.length < 2) return numbers[0];
	const own = readings.filter(({ callingCode }) => callingCode === callingCodeOf(country ?? ''));
	const [first, ...others] = new Set(own.map(({ number }) => number));
	return first !== undefined && others.length === 0 && first === numbers[0] ? first : numbers;
}

function unlistedNumber(digits: string): string | undefined {
	return digits.startsWith('+') ? international(digits.slice(1), true)?.number : undefined;
}

/** Why digits can't be read as a phone number. */
function whyNoNumber(digits: string, country: string | undefined): string {
	if (!digits.startsWith('+')) return whyNotIn(country ?? '', digits);
	if (digits.startsWith('+0'))
		return 'must not have a 0 after the +, because no country code begins with 0';
	if (digits.length > 16) return 'has too many digits: an international number has at most 15';
	if (digits.startsWith('+1')) {
		return digits.length === 12 && /^\+1[2-9]/.test(digits)
			? `isn't a phone number of North America, because its area code doesn't exist: ${FORM}`
			: `isn't a phone number of North America, which has ten digits after +1: ${FORM}`;
	}
	if (digits.length < 8) return `has too few digits: ${FORM}`;
	const code = countryOfCode(digits.slice(1));
	if (code === undefined) {
		return `isn't a phone number in international format: no country code is ${digits.slice(0, 4)}`;
	}
	const form = exampleOf(code)?.international;
	return `isn't a phone number of country code +${callingCodeOf(code)} (${nameOf(code)})${form === undefined ? '' : `: it must look like ${form}`}`;
}

/** Why digits without a country code aren't a number of the default country. */
function whyNotIn(country: string, digits: string): string {
	const there = `the Default Country (${nameOf(country)})`;
	const prefix = foreignPrefixOf(digits);
	if (prefix !== undefined) {
		return `begins with ${prefix}, which isn't the prefix for international calls in ${there}: replace it with +`;
	}
	const area = mayLackAreaCode(country, digits) ? ', or it has no area code' : '';
	const form = exampleOf(country)?.national;
	return `isn't a phone number of ${there}${area}: enter it ${form === undefined ? '' : `like ${form}, or `}with + and a country code`;
}

function nameOf(country: string): string {
	return COUNTRIES[country] ?? country;
}

export const phone = field(
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +1 212 555 0123',
		description:
			"The phone number of the contact, with + and a country code or as it is dialed in the Default Country (in 'Options'). Spaces, dots, dashes and brackets are ignored.",
	},
	(raw, { country }) => {
		if (isBlank(raw)) throw invalid('is required');
		return toE164(raw, country);
	},
);
