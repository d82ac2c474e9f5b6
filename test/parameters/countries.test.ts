import { getCountries } from 'libphonenumber-js/min';

import { defaultCountry } from '../../nodes/Talkover/operation/defaultCountry';
import { COUNTRIES } from '../../nodes/Talkover/parameters/countries';

test('Default Country lists exactly the countries with known numbering plans, each once and by name', () => {
	expect(Object.keys(COUNTRIES).sort()).toEqual([...getCountries()].sort());
	const names = Object.values(COUNTRIES);
	expect(new Set(names).size).toBe(names.length);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

test.each(['DE', 'GB', 'BR', 'US', 'JP', 'ZA', 'PL', 'SE', 'IN', 'MX'])(
	'the name of %s matches that of Node.js',
	(code) => {
		expect(COUNTRIES[code]).toBe(new Intl.DisplayNames('en', { type: 'region' }).of(code));
	},
);

test.each([['DE'], ['de'], [' dE ']])('the country code %j is accepted', (entered) => {
	expect(defaultCountry.parse(entered)).toEqual({ value: 'DE' });
});

test.each([[''], [' '], [null], [undefined]])('%j counts as no default country', (entered) => {
	expect(defaultCountry.parse(entered)).toEqual({ value: undefined });
});

test.each([
	['Germany'],
	['UK'],
	['DEU'],
	['+49'],
	[49],
	['__proto__'],
	['ß'],
	[{}],
	['de'.repeat(500_000)],
])('the country code %j is rejected', (entered) => {
	expect(defaultCountry.parse(entered)).toEqual({
		faults: [{ label: 'Default Country', text: expect.stringMatching(/^must be /) }],
	});
});
