import type { CountryCode } from 'libphonenumber-js/min';
import parsePhoneNumber from 'libphonenumber-js/min';
import metadata from 'libphonenumber-js/metadata.min.json';

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

/**
 * Countries in which many national numbers without trunk prefix look like numbers with the country's code and
 * without plus: 46 is Sweden's code and the area code of Lund. In other countries, the library decides correctly for
 * all but very short numbers (tested with random numbers that are valid in the library's full metadata).
 */
const BEGIN_WITH_OWN_CODE = new Set(['AT', 'AX', 'CU', 'DE', 'FI', 'ID', 'MM', 'SE', 'XK']);

/** The most digits of a national number there that begins with the country's code. */
const LONGEST_NATIONAL = 11;

/** A reading of digits as a phone number. */
export interface Reading {
	/** In E.164 form. */
	readonly number: string;
	readonly callingCode: string;
	/** Whether the number matches the numbering plan, and not only its lengths. */
	readonly isValid: boolean;
}

/** Reads `+` and digits. Removes a trunk prefix (0 in most countries) after the country code. */
export function international(digits: string): Reading | undefined {
	// The library would read the second 1 as a trunk prefix.
	return NO_NUMBER.test(`+${digits}`) ? undefined : readingOf(`+${digits}`);
}

/**
 * Accepts a number with a country code whose length isn't in this version's numbering plan, because plans change
 * and there would be no other way to enter it.
 *
 * @returns undefined if there is no such country code, or the number has a trunk prefix
 */
export function unlisted(digits: string): string | undefined {
	const number = `+${digits}`;
	if (!E164.test(number) || NO_NUMBER.test(number)) return undefined;
	const parsed = parsePhoneNumber(number, { extract: false });
	return parsed?.number === number && !parsed.nationalNumber.startsWith('0') ? number : undefined;
}

/**
 * Reads digits without plus in a country: as a national number with or without trunk prefix, as a number with the
 * country's own code, or after a prefix for international calls.
 *
 * @param country ISO 3166-1 alpha-2, in capitals
 * @returns the possible readings, each number once; empty if the country's numbers have other lengths
 */
export function readingsIn(country: string, digits: string): Reading[] {
	if (!isCountry(country)) return [];
	const [prefix] = internationalPrefix(country).exec(digits) ?? [];
	const readings = [
		digits.startsWith('00') ? international(digits.slice(2)) : undefined,
		prefix === undefined ? undefined : international(digits.slice(prefix.length)),
		// Not passed to the library, because it would decide on its own: 0055 is a carrier code in Brazil.
		...(prefix === undefined && !digits.startsWith('00') ? domestic(country, digits) : []),
	].filter((reading) => reading !== undefined);
	return [...new Map(readings.map((reading) => [reading.number, reading])).values()];
}

/**
 * Reads a national number, or one with the country's own code but without plus. Returns both readings if it can't be
 * decided: in Germany, 49171… is a mobile number with the code, or a number in Leer (area code 0491) without its 0.
 */
function domestic(country: CountryCode, digits: string): (Reading | undefined)[] {
	const national = readingOf(digits, country);
	const code = BEGIN_WITH_OWN_CODE.has(country) ? callingCodeOf(country) : undefined;
	const withCode = code && digits.startsWith(code) ? international(digits) : undefined;
	if (!national?.isValid || !withCode?.isValid) return [national];
	return digits.length > LONGEST_NATIONAL ? [withCode] : [national, withCode];
}

/** The calling code of a country, e.g. 49. */
export function callingCodeOf(country: string): string | undefined {
	const [code]: readonly unknown[] = isCountry(country) ? metadata.countries[country] : [];
	return typeof code === 'string' ? code : undefined;
}

function readingOf(text: string, country?: CountryCode): Reading | undefined {
	const parsed = parsePhoneNumber(text, {
		...(country ? { defaultCountry: country } : {}),
		extract: false,
	});
	if (!parsed?.isPossible()) return undefined;
	if (!E164.test(parsed.number) || NO_NUMBER.test(parsed.number)) return undefined;
	const { number, countryCallingCode: callingCode } = parsed;
	return { number, callingCode, isValid: parsed.isValid() };
}

function isCountry(country: string): country is CountryCode {
	return Object.hasOwn(metadata.countries, country);
}

const prefixes = new Map<CountryCode, RegExp>();

/** Matches the digits dialed in a country before a country code. Never matches an empty text. */
function internationalPrefix(country: CountryCode): RegExp {
	const known = prefixes.get(country);
	if (known) return known;
	const [, pattern]: readonly unknown[] = metadata.countries[country];
	const prefix = new RegExp(`^(?:${String(pattern)})`);
	prefixes.set(country, prefix);
	return prefix;
}
