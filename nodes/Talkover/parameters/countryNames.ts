import codes from 'i18n-iso-countries/codes.json';

import { cached, lazily } from '../base/collections/cache';
import { invalid } from '../base/invalidInput';
import { COUNTRIES } from './countries';
import { quoted } from './scalars';

/** Languages in which CRMs and forms write the names of all countries. */
const WORLD_LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt', 'pt-PT'];

/** Abbreviations, such as RU for Reino Unido, are codes of other countries. */
const ABBREVIATION = /^(?:[a-z] ?){1,2}$/;

/** Not in ISO 3166, but common: ISO reserves it for the United Kingdom. */
const UK = 'UK';

/** Names that people use for several countries, although some languages have them for one. */
const OF_SEVERAL = [
	...['America', 'Congo', 'Korea', 'Virgin Islands'],
	...['Saint Martin', 'St. Martin', 'San Martin', 'Sao Martinho'],
];

/**
 * Finds a country by its ISO 3166-1 code (alpha-2 or alpha-3) or its name, in English, in its own language, or in
 * another language of the world. Case, accents and punctuation don't matter.
 *
 * @returns the code, alpha-2 in capitals; undefined if no country has this name
 * @throws InvalidInput if several countries have it
 */
export function countryOf(entered: string): string | undefined {
	const letters = entered.replace(/[\s.]/g, '');
	const code = /^[a-z]{2}$/i.test(letters) ? letters.toUpperCase() : '';
	if (Object.hasOwn(COUNTRIES, code)) return code;
	if (code === UK) return 'GB';
	const names = namesOfCountries();
	const [found] = [entered, letters]
		.map((name) => names.get(comparable(name)))
		.filter((named) => named !== undefined);
	if (found !== null) return found;
	throw invalid(
		`${quoted(entered)} is the name of several countries: enter the ISO code of one, such as DE or DEU`,
	);
}

/** Made when the first name is looked up, because that takes a tenth of a second. `null`: of several countries. */
const namesOfCountries = lazily((): ReadonlyMap<string, string | null> => {
	const found = new Map<string, string | null>();
	const add = (name: string | undefined, code: string) => {
		const key = comparable(name ?? '');
		if (key === '' || ABBREVIATION.test(key)) return;
		found.set(key, (found.get(key) ?? code) === code ? code : null);
	};
	for (const [alpha2 = '', alpha3] of codes) {
		if (Object.hasOwn(COUNTRIES, alpha2)) add(alpha3, alpha2);
	}
	for (const [code, name] of Object.entries(COUNTRIES)) {
		add(name, code);
		for (const language of new Set([...WORLD_LANGUAGES, languageOf(code)])) {
			for (const display of displayNames(language)) add(display.of(code), code);
		}
	}
	for (const name of OF_SEVERAL) found.set(comparable(name), null);
	return found;
});

/** The language that most people in a country speak (likely subtags of CLDR). */
function languageOf(country: string): string {
	return new Intl.Locale(`und-${country}`).maximize().language;
}

const displayNames = cached((language: string): readonly Intl.DisplayNames[] =>
	(['long', 'short'] as const).map(
		(style) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none', style }),
	),
);

function comparable(name: string): string {
	return name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
