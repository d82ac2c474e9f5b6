import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import parsePhoneNumber, { getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';

import { cached } from '../../base/collections/cache';
import { largest, smallest } from '../../base/collections/lists';

/**
 * A plus, a country code, and at most 15 digits (ITU-T E.164). The standard has no minimum, but no subscriber number
 * has fewer than 7 digits including the country code.
 */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * No number in North America begins with 0 or 1. If one seems to, it begins with another country's prefix for
 * international calls: 0011 in Australia, 001 in Singapore.
 */
const NO_NUMBER = /^\+1[01]/;

/** The calling code whose plan is fixed: three digits of area code and seven more. */
const NORTH_AMERICA = '1';

/**
 * Countries with numbers of many lengths, in which a national number without trunk prefix can look like a number with
 * the country's own code or another one and without plus: 46 is Sweden's code and the area code of Lund. In Germany,
 * 4917112345 may be a mobile number with a digit missing, and isn't read as a number in Leer.
 */
const OPEN_PLANS = new Set(['AT', 'AX', 'CU', 'DE', 'FI', 'ID', 'LU', 'MM', 'SE', 'XK']);

/** The most digits of a national number that begins with the country's own code. */
const LONGEST_NATIONAL = 11;

/**
 * Emergency numbers and short codes, which no subscriber number consists of. Some plans accept them after an area
 * code, because their subscriber numbers may be short.
 */
const SHORT_NUMBER = /^(?:000|1\d\d|911|999)$/;
const OTHER_SHORT_NUMBERS: Readonly<Record<string, RegExp>> = {
	// Numbers of the EU (116 117), and emergency medical services.
	AT: /^116\d{3}$/,
	DE: /^(?:116\d{3}|118\d{2}|1922\d|19240)$/,
	FI: /^116\d{3}$/,
	// Without a trunk prefix, but with area codes.
	IT: /^11\d$/,
	// Service numbers of companies and the state.
	CN: /^(?:1\d{4,5}|9[56]\d{3,4})$/,
};

/** Emergency numbers that make up a whole number with an area code of up to three digits. */
const ENDS_IN_EMERGENCY = /^\d{1,3}(112|911|999)$/;

/** Emergency numbers of many countries, and Brazil's public services. */
const EMERGENCY = /^(?:000|1[19]\d|911|99\d)$/;

/** Whether a number without an area code calls an emergency service somewhere. */
export function isEmergency(digits: string): boolean {
	return EMERGENCY.test(digits);
}

/** How freephone numbers begin in most countries. */
const FREEPHONE = '800';

/** The positions of the types in the library's metadata of a country. */
const FIXED_LINE = 0;
const MOBILE = 1;
const PREMIUM_RATE = 3;

/** A reading of digits as a phone number, in E.164 form. */
export type Reading = string;

/** What the numbering plan says about a number. */
interface NumberDetails {
	/** ISO 3166-1 alpha-2; undefined for numbers that belong to no country. */
	readonly country: string | undefined;
	/** Undefined if the plan doesn't list the number. */
	readonly type: string | undefined;
	/** As it's written in its country. */
	readonly national: string;
}

/**
 * Reads `+` and digits. Removes a trunk prefix (0 in most countries) after the country code.
 *
 * @param unlisted whether to accept a number that the plan doesn't list, but that has the length of its country's
 * mobile or fixed-line numbers. Plans change, and there would be no other way to enter it.
 */
export function international(digits: string, unlisted = false): Reading | undefined {
	// The library would read the second 1 as a trunk prefix.
	if (NO_NUMBER.test(`+${digits}`)) return undefined;
	return readingOf(parsed(`+${digits.replace(MEXICAN_MOBILE, '52')}`), unlisted);
}

/** Until 2019, a 1 was dialed before mobile numbers in Mexico. Contacts still have it. */
const MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/**
 * Reads digits after `+` whose country code may be there twice, because a program has added it: `+49 49 171 1234567`.
 *
 * @returns the mobile number with the code once; undefined if there is none
 */
export function withoutDoubledCode(digits: string): Reading | undefined {
	const country = countryOfCode(digits);
	const code = callingCodeOf(country ?? '');
	const [, rest] = new RegExp(`^${code}0*${code}(.+)$`).exec(digits) ?? [];
	const phone = code !== '' && rest ? parsed(`+${code}${rest}`) : undefined;
	return phone?.getType() === 'MOBILE' ? readingOf(phone, false) : undefined;
}

/**
 * Reads digits without plus in a country: as a national number with or without trunk prefix, as a number with the
 * country's own code, or after a prefix for international calls. Each number must be listed in the plan.
 *
 * @param country ISO 3166-1 alpha-2, in capitals; without it, there are none
 * @returns the possible readings, each number once
 */
export function readingsIn(country: string | undefined, digits: string): Reading[] {
	if (!isCountry(country)) return [];
	const [prefix] = internationalPrefix(country).exec(digits) ?? [];
	const readings = [
		digits.startsWith('00') ? international(digits.slice(2)) : undefined,
		prefix === undefined ? undefined : international(digits.slice(prefix.length)),
		// Not passed to the library, because it would decide on its own: 0055 is a carrier code in Brazil.
		...(prefix === undefined && !digits.startsWith('00') ? domestic(country, digits) : []),
	].filter((reading) => reading !== undefined);
	return [...new Set(readings)];
}

/**
 * Reads a national number, or one with the country's own code but without plus. Returns both readings if it can't be
 * decided: in Germany, 49171… is a mobile number with the code, or a number in Leer (area code 0491) without its 0.
 */
function domestic(country: CountryCode, digits: string): Reading[] {
	const code = callingCodeOf(country);
	const withCode = digits.startsWith(code) ? international(digits) : undefined;
	// The library alone would read some national numbers that begin with the country's code as ones with the code.
	const national = [parsed(digits, country), parsed(`+${code}${digits}`)].map((number) =>
		readingOf(number, false),
	);
	const readings = [...national, withCode].filter((reading) => reading !== undefined);
	if (withCode && digits.length > LONGEST_NATIONAL) return [withCode];
	if (readings.length === 0 || !OPEN_PLANS.has(country)) return readings;
	const others = [withCode ? undefined : incomplete(code, digits), foreignMobile(digits)];
	return [...readings, ...others.filter((reading) => reading !== undefined)];
}

/** Reads digits after `+`, or of a country, that have a possible length, whether the plan lists them or not. */
export function possibleNumber(digits: string, country?: string): Reading | undefined {
	if (!digits.startsWith('+') && foreignPrefixOf(digits) !== undefined) return undefined;
	const phone = parsed(digits, isCountry(country) ? country : undefined);
	return phone?.isPossible() && E164.test(phone.number) ? phone.number : undefined;
}

/** A mobile number of another country without its plus: in Germany, 43 664 1234567 may be Austrian. */
function foreignMobile(digits: string): Reading | undefined {
	// Shorter ones are those of a few islands.
	const phone = digits.length >= 10 ? parsed(`+${digits}`) : undefined;
	return phone?.getType() === 'MOBILE' ? readingOf(phone, false) : undefined;
}

/** A number with the country's code that the plan doesn't list, although it lists some of this length. */
function incomplete(code: string, digits: string): Reading | undefined {
	const phone = digits.startsWith(code) ? parsed(`+${digits}`) : undefined;
	return phone?.isPossible() ? phone.number : undefined;
}

/** The calling code of a country, e.g. 49; empty for an unknown country. */
export function callingCodeOf(country: string): string {
	return isCountry(country) ? String(metadata.countries[country][0]) : '';
}

/** The country of digits that begin with a calling code; the main one if several share the code. */
export function countryOfCode(digits: string): string | undefined {
	const codes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
	const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => codes[start]);
	return code === undefined ? undefined : codes[code]?.[0];
}

/** An example of a mobile number of a country, as it's written there and internationally. */
export function exampleOf(
	country: string,
): { readonly national: string; readonly international: string } | undefined {
	const example = isCountry(country) ? getExampleNumber(country, examples) : undefined;
	return (
		example && {
			national: example.formatNational(),
			international: example.formatInternational(),
		}
	);
}

/** Whether a number is written with the separators that its country uses: 20.12.34 in New Caledonia. */
export function isWrittenAsIn(country: string | undefined, written: string): boolean {
	if (!isCountry(country) || !/\D/.test(written)) return false;
	const number = parsed(written, country);
	return number?.isValid() === true && number.formatNational() === written;
}

/** Whether digits become a number of the country when the beginning of its example, an area code, is before them. */
export function mayLackAreaCode(country: string, digits: string): boolean {
	if (!isCountry(country) || digits.startsWith('0')) return false;
	const example = getExampleNumber(country, examples)?.nationalNumber ?? '';
	return [2, 3, 4].some((length) => {
		const number = parsed(`+${callingCodeOf(country)}${example.slice(0, length)}${digits}`);
		return number?.nationalNumber === example.slice(0, length) + digits && number.isValid();
	});
}

/** The digits of a number in E.164 form after its country code. */
export function nationalDigitsOf(number: string): string {
	return parsed(number)?.nationalNumber ?? '';
}

/** The digits of a number in E.164 form after its country code, in the groups in which they're written: `322 234 5678`. */
export function groupsOf(number: string): string {
	const [, ...groups] = parsed(number)?.formatInternational().split(/[ -]/) ?? [];
	return groups.join(' ');
}

/**
 * How many digits an area code may have in the country of a number, from how its numbers are written: those with a trunk
 * prefix or brackets, such as `(212) 555-0123`. Freephone numbers have no area code, so they only count for themselves.
 *
 * @param number in E.164 form
 * @returns undefined if the number isn't written with an area code
 */
export function areaCodeLengths(
	number: string,
): { readonly shortest: number; readonly longest: number } | undefined {
	const phone = parsed(number);
	const [main] = phone ? countriesOf(phone) : [];
	const country = phone?.country ?? main;
	if (!phone || !country || !main) return undefined;
	const formats = formatsOf(country) ?? formatsOf(main) ?? [];
	const own = formats.find(
		({ whole, begins }) => whole.test(phone.nationalNumber) && begins.test(phone.nationalNumber),
	);
	if (!own?.hasAreaCode) return undefined;
	const lengths = formats
		.filter((each) => each === own || (each.hasAreaCode && !each.begins.test(FREEPHONE)))
		.map(({ first }) => first);
	return { shortest: smallest(lengths), longest: largest(lengths) };
}

/** How some numbers of a country are written. */
interface NumberFormat {
	readonly whole: RegExp;
	readonly begins: RegExp;
	/** The digits of the first group. */
	readonly first: number;
	readonly hasAreaCode: boolean;
}

/** In the library's metadata: groups of digits, how they're written, beginnings, and the trunk prefix. */
type FormatData = readonly [
	groups: string,
	form: string,
	begins?: readonly string[],
	trunk?: unknown,
];

/** The formats of a country; undefined if they're those of the main country with its calling code. */
const formatsOf = cached((country: CountryCode): readonly NumberFormat[] | undefined => {
	const plan: readonly unknown[] = metadata.countries[country];
	const formats = plan[4] as readonly FormatData[] | 0 | undefined;
	return formats
		? formats.map(([groups, form, begins = [], trunk]) => ({
				whole: new RegExp(`^(?:${groups})$`),
				begins: new RegExp(`^(?:${begins.at(-1) ?? ''})`),
				first: Number(/^\(\\d\{(?:\d,)?(\d)\}/.exec(groups)?.[1] ?? 1),
				hasAreaCode: Boolean(trunk ?? plan[6]) || form.includes('('),
			}))
		: undefined;
});

/** The digits at the beginning that would be a prefix for international calls in another country: 011, 0011, 010. */
export function foreignPrefixOf(digits: string): string | undefined {
	return ['011', '0011', '010', '810', '001'].find(
		(prefix) => digits.startsWith(prefix) && international(digits.slice(prefix.length)),
	);
}

/** The emergency number or short code that follows the area code of a number; undefined if there is none. */
export function shortNumberIn(number: string): string | undefined {
	const phone = parsed(number);
	const country = phone?.country;
	if (!country) return undefined;
	const [, emergency] = ENDS_IN_EMERGENCY.exec(phone.nationalNumber) ?? [];
	if (emergency !== undefined && hasAreaCodes(country)) return emergency;
	const [, , ...subscriber] = phone.formatInternational().split(/[ -]/);
	const digits = subscriber.join('');
	const isShort = hasAreaCodes(country) && SHORT_NUMBER.test(digits);
	return isShort || OTHER_SHORT_NUMBERS[country]?.test(digits) ? digits : undefined;
}

/** Whether the plan lists a number in E.164 form. */
export function isListed(number: string): boolean {
	return parsed(number)?.isValid() === true;
}

/** What the plan says about a number in E.164 form. */
export function detailsOf(number: string): NumberDetails {
	const phone = parsed(number);
	return {
		country: countriesIn(phone)[0],
		type: phone?.getType(),
		national: phone?.formatNational() ?? number,
	};
}

/**
 * Calling codes of countries whose mobile numbers have area codes, or can't be distinguished from those of fixed lines: North
 * America, Mexico, Argentina, Brazil, Chile and China.
 */
const MOBILE_AREA_CODES = new Set(['1', '52', '54', '55', '56', '86']);

/**
 * The digits of a number that say where it is: all of them, or only the calling code if numbers of its type aren't bound to a
 * place or the plan doesn't list it.
 *
 * @param number in E.164 form
 */
export function digitsOfPlace(number: string): string {
	const phone = parsed(number);
	if (!phone) return '';
	const { countryCallingCode: code } = phone;
	const type = phone.getType();
	const mayBeMobile = type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
	const hasAreaCode = type === 'FIXED_LINE' || (mayBeMobile && MOBILE_AREA_CODES.has(code));
	return hasAreaCode ? number.slice(1) : code;
}

/**
 * The countries to which a number may belong, ISO 3166-1 alpha-2: the one in whose plan it is listed, or those that share
 * the calling code; empty if it belongs to none.
 *
 * @param number in E.164 form
 */
export function countriesOfNumber(number: string): readonly string[] {
	return countriesIn(parsed(number));
}

function countriesIn(phone: PhoneNumber | undefined): readonly string[] {
	return phone?.country ? [phone.country] : (phone?.getPossibleCountries() ?? []);
}

/**
 * Whether a number is a premium-rate number, or begins with one. Digits after a complete number don't keep it from
 * being dialed.
 *
 * @param number in E.164 form
 */
export function isPremiumRate(number: string): boolean {
	const phone = parsed(number);
	if (!phone) return false;
	const type = phone.getType();
	// Listed, so it's valid.
	if (type !== undefined) return type === 'PREMIUM_RATE';
	const { nationalNumber } = phone;
	return countriesOf(phone).some((country) => {
		const [pattern = ''] = typeOf(country, PREMIUM_RATE);
		const premium = new RegExp(`^(?:${pattern})$`);
		const begins = nationalNumber.slice(0, 3);
		return lengthsOf(country, PREMIUM_RATE).some(
			(length) =>
				premium.test(nationalNumber.slice(0, length)) ||
				// A number that isn't assigned yet, in a range of premium-rate numbers.
				Array.from('0123456789').some((digit) => premium.test(begins.padEnd(length, digit))),
		);
	});
}

function parsed(text: string, country?: CountryCode): PhoneNumber | undefined {
	return parsePhoneNumber(text, {
		...(country ? { defaultCountry: country } : {}),
		extract: false,
	});
}

function readingOf(phone: PhoneNumber | undefined, unlisted: boolean): Reading | undefined {
	if (!phone) return undefined;
	const { number } = phone;
	if (!E164.test(number)) return undefined;
	// Otherwise, it still contains a trunk prefix, which the library would remove as well.
	if (parsed(number)?.number !== number) return undefined;
	return phone.isValid() || (unlisted && mayBeNew(phone)) ? number : undefined;
}

/**
 * Whether a number that isn't listed may have been added to the plan: it has the length of mobile or fixed-line
 * numbers of its country. Short fixed-line numbers don't count, because plans make numbers longer.
 */
function mayBeNew(phone: PhoneNumber): boolean {
	const { countryCallingCode, nationalNumber } = phone;
	if (countryCallingCode === NORTH_AMERICA) return false;
	if (nationalNumber.startsWith('0') || hasMoreDigits(phone)) return false;
	const countries = countriesOf(phone);
	// Codes without a country: freephone numbers and networks.
	if (countries.length === 0) return phone.isPossible();
	return countries.some((country) => {
		const mobile = lengthsOf(country, MOBILE);
		const lengths = [...mobile, ...lengthsOf(country, FIXED_LINE)];
		const shortest = largest(mobile) - 2;
		return nationalNumber.length >= shortest && lengths.includes(nationalNumber.length);
	});
}

/** Whether a number is a listed one with one or two more digits, such as an extension. */
function hasMoreDigits({ number }: PhoneNumber): boolean {
	return [1, 2].some((count) => parsed(number.slice(0, -count))?.isValid() === true);
}

/** The countries that share the calling code of a number. */
function countriesOf({ countryCallingCode }: PhoneNumber): readonly CountryCode[] {
	const codes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
	return (codes[countryCallingCode] ?? []).filter(isCountry);
}

/** A type of numbers in a country: its pattern, and its lengths if they differ from those of the country. */
type NumberType = readonly [pattern?: string, lengths?: readonly number[]];

function typeOf(country: CountryCode, type: number): NumberType {
	const plan: readonly unknown[] = metadata.countries[country];
	const types = plan[11];
	const found: unknown = Array.isArray(types) ? types[type] : undefined;
	return Array.isArray(found) ? (found as unknown as NumberType) : [];
}

function lengthsOf(country: CountryCode, type: number): readonly number[] {
	const [pattern, lengths] = typeOf(country, type);
	const plan: readonly unknown[] = metadata.countries[country];
	return pattern === undefined ? [] : (lengths ?? (plan[3] as readonly number[]));
}

/** A trunk prefix is dialed before an area code, so countries without it have no area codes. */
function hasAreaCodes(country: CountryCode): boolean {
	const plan: readonly unknown[] = metadata.countries[country];
	return plan[5] !== undefined && plan[5] !== 0;
}

function isCountry(country: string | undefined): country is CountryCode {
	return Object.hasOwn(metadata.countries, country ?? '');
}

/** Matches the digits dialed in a country before a country code. Never matches an empty text. */
const internationalPrefix = cached((country: CountryCode): RegExp => {
	const [, pattern]: readonly unknown[] = metadata.countries[country];
	return new RegExp(`^(?:${String(pattern)})`);
});
