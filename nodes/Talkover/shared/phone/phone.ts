import { COUNTRIES } from '../../parameters/countries';
import { InvalidInput, detailed, invalid, missing } from '../../base/invalidInput';
import { field, isBlank, leftToModel } from '../../parameters/field';
import { asText, quoted } from '../../parameters/scalars';
import { lookalikeOf } from './lookalikes';
import { plainNotation, withoutSeparators } from './notation';
import type { Reading } from './numberingPlan';
import {
	areaCodeLengths,
	callingCodeOf,
	countriesOfNumber,
	countryOfCode,
	exampleOf,
	foreignPrefixOf,
	groupsOf,
	international,
	isWrittenAsIn,
	mayLackAreaCode,
	nationalDigitsOf,
	possibleNumber,
	readingsIn,
	shortNumberIn,
	withoutDoubledCode,
} from './numberingPlan';

/** Characters. Even with a separator between all digits, a number has fewer. */
const LONGEST = 200;

/** The trunk prefix as in `+44 (0)20 …`, which isn't dialed from abroad except for Italy. */
const BRACKETED_ZERO = /[([\uff08]\s*0\s*[)\]\uff09]/;

/** Brackets without others inside. */
const BRACKETED = /[([\uff08]([^()[\]\uff08\uff09]*)[)\]\uff09]/g;

/** A number in scientific notation, as spreadsheets show it in a narrow column: `4.91711E+11`. */
const SCIENTIFIC = /^\+?\d(?:[.,]\d+)?e\+?\d+$/i;

/** A number of 12 or more digits with only the six that spreadsheets show in that notation. */
const ROUNDED = /^\+?[1-9]\d{5}0{6,}(?:[.,]0+)?$/;

/** The most digits of an extension. */
const EXTENSION = 6;

const AS_TEXT = 'format the column of phone numbers as text';
const LOST_DIGITS = `is in scientific notation, which loses digits: ${AS_TEXT}`;
const ONLY_ZEROS = `ends in zeros, probably because a spreadsheet has lost its digits: ${AS_TEXT}. If the number is right, enter it with spaces`;

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
	const number = numberIn(raw, country, unlistedNumber);
	const short = shortNumberIn(number);
	if (short === undefined) return number;
	throw invalid(
		`${quoted(asText(raw).trim())} ends in ${short}, an emergency or short number, which can't be called with an area code`,
	);
}

/**
 * The same for a number that is only looked for, which rings nobody: it needs a country code and a possible length.
 *
 * @throws InvalidInput
 */
export function toPossibleE164(raw: unknown, country?: string): string {
	return numberIn(raw, country, possibleNumber);
}

/** @param unlisted reads digits that the numbering plan doesn't list */
function numberIn(
	raw: unknown,
	country: string | undefined,
	unlisted: (digits: string, country?: string) => string | undefined,
): string {
	const entered = asText(raw).trim();
	const rejected = (why: string) => invalid(`${quoted(entered)} ${why}`);
	if (entered.length > LONGEST) throw rejected('is too long for a phone number');
	const notation = plainNotation(entered);
	if (ROUNDED.test(notation)) throw rejected(ONLY_ZEROS);
	const isFraction = typeof raw === 'number' && !Number.isInteger(raw);
	const lookalike = isFraction ? 'a decimal number' : lookalikeOf(notation, country);
	if (lookalike !== undefined && !isWrittenAsIn(country, notation)) {
		throw rejected(`looks like ${lookalike}: if it's a phone number, ${WITH_CODE}`);
	}
	const written = withAreaCode(notation);
	const digits = digitsIn(written);
	if (digits === undefined) throw rejected(whyNoDigits(entered, written));
	if (!digits.startsWith('+') && country === undefined) {
		throw detailed(rejected(whyNoCountry(digits)), { needsCountry: true });
	}
	const [number = unlisted(digits, country), ...others] = readingsOf(written, digits, country);
	if (number === undefined) throw rejected(whyNoNumber(digits, country));
	if (others.length > 0) {
		throw rejected(`can be read as ${[number, ...others].join(' and as ')}: ${WITH_CODE}`);
	}
	const brackets = whyWrongBrackets(written, number);
	if (brackets !== undefined) throw rejected(brackets);
	return number;
}

/** Why the digits in brackets aren't an area code of the number; undefined if they are, or if they're something else. */
function whyWrongBrackets(written: string, number: string): string | undefined {
	const found = [...written.matchAll(BRACKETED)]
		.map(({ index, 0: { length }, 1: inside = '' }) => ({
			inside: digitsOnly(inside),
			after: digitsOnly(written.slice(index + length)),
		}))
		.flatMap(({ inside, after }) => areaCodeIn(inside, after, number));
	if (found.length === 0) return undefined;
	const lengths = areaCodeLengths(number);
	const [country = ''] = countriesOfNumber(number);
	const mayBeForeign = !written.trim().startsWith('+');
	// As many digits as an area code has may be one, as in `212 (555) 0123`. After a plus, they're certainly no foreign prefix.
	const prefix = found.find(
		({ before, area }) =>
			before !== '' &&
			mayBeForeign &&
			(lengths
				? before.length !== lengths.longest
				: isForeign(before, written) && !groupsOf(number).startsWith(`${before} ${area} `)),
	);
	if (prefix) {
		return `has ${prefix.before} before an area code in brackets, but would be called in ${nameOf(country)}, where it would be the beginning of the area code: check the country, or ${WITH_CODE}`;
	}
	if (!lengths) return undefined;
	const { shortest, longest } = lengths;
	const wrong = found.find(
		({ before, area }) => before === '' && (area.length < shortest || area.length > longest),
	);
	if (wrong === undefined) return undefined;
	const right = shortest === longest ? `${shortest}` : `${shortest} to ${longest}`;
	return `has an area code of ${wrong.area.length} digits in brackets, but would be called in ${nameOf(country)}, which has area codes of ${right} digits: check the country, or enter it without brackets`;
}

/** Whether digits without plus are a number of the country whose calling code they begin with. */
function isForeign(code: string, written: string): boolean {
	const digits = digitsOnly(written);
	const isCode = digits.startsWith(code) && callingCodeOf(countryOfCode(digits) ?? '') === code;
	return isCode && international(digits) !== undefined;
}

/** An area code in brackets, and the digits of the number before it. */
interface BracketedArea {
	readonly before: string;
	readonly area: string;
}

/**
 * The area code in brackets, without a trunk prefix or country code. Brackets around other digits have none, and neither
 * have those of a number whose digits aren't dialed in the same order.
 */
function areaCodeIn(inside: string, after: string, number: string): BracketedArea[] {
	// In Argentina, the 9 of mobile numbers comes before the area code.
	const national = nationalDigitsOf(number.replace(/^\+549/, '+54'));
	const start = national.slice(0, Math.max(0, national.length - after.length));
	if (after === '' || start === '' || !number.endsWith(after)) return [];
	if (inside.endsWith(start)) return [{ before: '', area: start }];
	return inside !== '' && start.endsWith(inside)
		? [{ before: start.slice(0, -inside.length), area: inside }]
		: [];
}

function digitsOnly(text: string): string {
	return text.replace(/\D/g, '');
}

/** The numbers as which a text can be read, each once: with and without a zero in brackets. */
function readingsOf(written: string, digits: string, country: string | undefined): Reading[] {
	const without = BRACKETED_ZERO.test(written)
		? digitsIn(written.replace(BRACKETED_ZERO, ''))
		: undefined;
	const forms = without === undefined ? [digits] : [digits, without];
	return [...new Set(forms.flatMap((form) => readingsOfDigits(form, country)))];
}

/** Removes slashes between the groups of one number: `030/901820`, `06/30/123-4567`. */
function withAreaCode(text: string): string {
	const [area = '', ...groups] = text.split('/').map((side) => withoutSeparators(side).trim());
	const [first = ''] = groups;
	const isOne =
		groups.length === 1
			? isAreaCode(area) && /^\d{3,}$/.test(first) && (area.startsWith('0') || first.length > 5)
			: /^\+?\d{1,4}$/.test(area) && groups.every(isGroup);
	return isOne ? text.replaceAll('/', '') : text;
}

/** Whether digits before a slash are an area code, and not a number before an extension or another number. */
function isAreaCode(digits: string): boolean {
	return /^(?:0[1-9]\d{0,4}|[1-9]\d{1,3}|(?:\+|00)[1-9]\d{1,7})$/.test(digits);
}

function isGroup(digits: string): boolean {
	return /^\d{2,7}$/.test(digits);
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

function readingsOfDigits(digits: string, country: string | undefined): Reading[] {
	if (!digits.startsWith('+')) return readingsIn(country, digits);
	const readings = [international(digits.slice(1)), withoutDoubledCode(digits.slice(1))];
	return readings.filter((reading) => reading !== undefined);
}

function unlistedNumber(digits: string): string | undefined {
	return digits.startsWith('+') ? international(digits.slice(1), true) : undefined;
}

/** Why digits can't be read as a phone number. */
function whyNoNumber(digits: string, country: string | undefined): string {
	if (!digits.startsWith('+')) return whyNotIn(country ?? '', digits);
	if (digits.startsWith('+0'))
		return 'must not have a 0 after the +, because no country code begins with 0';
	if (digits.length > 16) return 'has too many digits: an international number has at most 15';
	if (digits.startsWith('+1')) {
		return digits.length === 12 && /^\+1[2-9]/.test(digits)
			? `isn't a phone number of North America, because its area code or the next three digits don't exist: ${FORM}`
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

const entered = (read: (raw: unknown, country?: string) => string) =>
	leftToModel(
		field(
			{
				displayName: 'Phone',
				name: 'phone',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. +1 212 555 0123',
				description:
					'The phone number of the contact, with + and a country code or as it is dialed in the Default Country. Spaces, dots, dashes and brackets are ignored.',
				builderHint: {
					propertyHint: 'As stored, not reformatted',
				},
			},
			(raw, { country }) => {
				try {
					if (isBlank(raw)) throw missing();
					return read(raw, country);
				} catch (error) {
					throw error instanceof InvalidInput ? detailed(error, { isContact: true }) : error;
				}
			},
		),
		'The phone number of the contact in international format, e.g. +12125550123',
	);

/** The number of a contact to call. */
export const phone = entered(toE164);

/** The number of a contact to look for: the same parameter, so that the panel has it once. */
export const possiblePhone: typeof phone = { ...phone, parse: entered(toPossibleE164).parse };
