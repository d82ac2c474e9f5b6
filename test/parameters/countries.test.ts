import { alpha2ToAlpha3 } from 'i18n-iso-countries';
import { getCountries } from 'libphonenumber-js/max';

import { defaultCountry } from '../../nodes/Talkover/operation/panel/defaultCountry';
import { COUNTRIES } from '../../nodes/Talkover/parameters/countries';
import { ok } from '../../nodes/Talkover/base/result';
import { allowedCountries } from '../../nodes/Talkover/calls/rules/numbers/allowedCountries';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

test('Default Country lists exactly the countries with known numbering plans, each once and by name', () => {
	expect(Object.keys(COUNTRIES).sort()).toEqual([...getCountries()].sort());
	const names = Object.values(COUNTRIES);
	expect(new Set(names).size).toBe(names.length);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

// cspell:ignore Österreich osterreich España Россия d’Ivoire

const all = Object.keys(COUNTRIES);

test.each(all)('the country %s is found by its codes and by its name in English', (code) => {
	// Kosovo, Ascension and Tristan da Cunha have no code in ISO 3166.
	const alpha3 = alpha2ToAlpha3(code) ?? code;
	// "St. Martin" may also be Sint Maarten.
	const named = code === 'MF' ? code : new Intl.DisplayNames('en', { type: 'region' }).of(code);
	const read = [code, code.toLowerCase(), alpha3, named, COUNTRIES[code]].map((entered) =>
		defaultCountry.parse(entered),
	);

	expect(read).toEqual(read.map(() => ok(code)));
});

test.each([
	['Brasil', 'BR'],
	['BRASIL ', 'BR'],
	['Deutschland', 'DE'],
	['Österreich', 'AT'],
	['osterreich', 'AT'],
	['España', 'ES'],
	['Suisse', 'CH'],
	['Россия', 'RU'],
	['日本', 'JP'],
	['Estados Unidos', 'US'],
	['EUA', 'US'],
	['U.S.A.', 'US'],
	['UK', 'GB'],
	['Reino Unido', 'GB'],
	['Côte d’Ivoire', 'CI'],
	['Trinidad and Tobago', 'TT'],
	['Trinidad & Tobago', 'TT'],
	// Codes come first: RU is also short for Reino Unido.
	['ru', 'RU'],
])('the country %j is read as %s', (entered, code) => {
	expect(defaultCountry.parse(entered)).toEqual(ok(code));
});

test.each([[''], [' '], [null], [undefined]])('%j counts as no default country', (entered) => {
	expect(defaultCountry.parse(entered)).toEqual(ok(undefined));
});

test.each([
	['Europe'],
	['XX'],
	['DEX'],
	['RU.'.repeat(30)],
	['+49'],
	[49],
	['__proto__'],
	['ß'],
	[{}],
	['de'.repeat(500_000)],
])('the country %j is rejected', (entered) => {
	expect(defaultCountry.parse(entered)).toEqual(
		withFaults([{ label: 'Default Country', text: expect.stringMatching(/^must be /) }]),
	);
});

test.each(['America', 'Congo', 'KOREA', 'Virgin Islands', 'Saint-Martin', 'St. Martin'])(
	'%s is rejected, because several countries have the name',
	(entered) => {
		const text = `"${entered}" is the name of several countries: enter the ISO code of one, such as DE or DEU`;
		const fault = { label: 'Default Country', text };
		expect(defaultCountry.parse(entered)).toEqual(withFaults([fault]));
		expect(allowedCountries.parse(['BR', entered])).toEqual(
			withFaults([{ ...fault, label: 'Allowed Country Names or IDs' }]),
		);
	},
);
