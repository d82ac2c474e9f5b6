import type { CountryCode } from 'libphonenumber-js/min';
import { getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/examples.mobile.json';

import { COUNTRIES } from '../../nodes/Talkover/parameters/countries';
import { phone } from '../../nodes/Talkover/shared/phone/phone';

interface Example {
	/** In E.164 form. */
	readonly number: string;
	/** The digits after the country code. */
	readonly significant: string;
	/** As people in the country write it, with the trunk prefix. */
	readonly national: string;
	/** With plus and spaces. */
	readonly international: string;
	/** The country code. */
	readonly code: string;
}

/** The library's example of a mobile number in a country, which is independent of the node. */
function exampleOf(country: CountryCode): Example {
	const example = getExampleNumber(country, examples);
	if (!example) throw new Error(`The library has no example for ${country}`);
	return {
		number: `+${example.countryCallingCode}${examples[country]}`,
		significant: examples[country],
		national: example.formatNational(),
		international: example.formatInternational(),
		code: example.countryCallingCode,
	};
}

/** The same number as HubSpot, Pipedrive, RD Station and spreadsheets store it. */
const FORMS: Readonly<Record<string, (example: Example) => string>> = {
	'in international form': ({ international }) => international,
	'in international form with non-breaking spaces': ({ international }) =>
		international.replaceAll(' ', '\u00a0'),
	'in international form with dots': ({ international }) => international.replace(/[ -]/g, '.'),
	'with 00': ({ international }) => international.replace('+', '00 '),
	'without plus': ({ code, significant }) => `${code}${significant}`,
	'in national form': ({ national }) => national,
	'in national form with dots': ({ national }) => national.replace(/[ -]/g, '.'),
	'in national form, digits only': ({ national }) => national.replace(/\D/g, ''),
	'without trunk prefix': ({ significant }) => significant,
};

/** Countries where a 0 is written in parentheses after the country code. */
const BRACKETED: readonly CountryCode[] = [
	'DE',
	'GB',
	'AT',
	'CH',
	'NL',
	'BE',
	'FR',
	'SE',
	'FI',
	'PL',
];

const SOLD_IN: readonly CountryCode[] = [
	...['US', 'CA', 'MX', 'BR', 'AR', 'CL', 'CO', 'PE', 'UY', 'EC'],
	...['DE', 'AT', 'CH', 'GB', 'IE', 'FR', 'BE', 'NL', 'LU', 'ES'],
	...['PT', 'IT', 'SE', 'NO', 'DK', 'FI', 'PL', 'CZ', 'HU', 'RO'],
	...['TR', 'IL', 'IN', 'AU', 'NZ', 'ZA', 'JP', 'SG'],
] as CountryCode[];

const table = SOLD_IN.flatMap((country) => {
	const example = exampleOf(country);
	const forms = Object.entries(FORMS).map(([form, write]) => [form, write(example)] as const);
	const { code, international } = example;
	const bracketed = international.replace(`+${code} `, `+${code} (0)`);
	if (BRACKETED.includes(country)) forms.push(['with (0)', bracketed]);
	return forms.map(([form, entered]) => [country, form, entered, example.number] as const);
});

test('the table has more than 200 numbers of more than 30 countries', () => {
	expect(
		new Set(table.map(([country, , entered]) => `${country} ${entered}`)).size,
	).toBeGreaterThan(200);
	expect(new Set(table.map(([country]) => country)).size).toBeGreaterThan(30);
});

test.each(table)(
	'a phone number of %s %s (%s) is sent as %s',
	(country, _form, entered, number) => {
		expect(phone.parse(entered, { timezone: 'UTC', country })).toEqual({ value: number });
	},
);

test.each(table.filter(([, , entered]) => entered.startsWith('+')))(
	'a phone number of %s %s (%s) is sent as %s from any country',
	(_country, _form, entered, number) => {
		for (const country of [undefined, ...SOLD_IN]) {
			expect(phone.parse(entered, { timezone: 'UTC', country })).toEqual({ value: number });
		}
	},
);

const all = Object.keys(COUNTRIES) as CountryCode[];

const numbers = all.map((country) => exampleOf(country).number);

test.each(all)(
	'a phone number with 00 entered in %s never reaches the wrong country',
	(country) => {
		for (const number of numbers) {
			const parsed = phone.parse(`00${number.slice(1)}`, { timezone: 'UTC', country });
			if ('value' in parsed) expect(parsed.value).toBe(number);
			else expect(parsed.faults[0]?.text).toMatch(/can be read as|does not have as many digits/);
		}
	},
);

test.each(all)('national phone numbers of %s are never called in another country', (country) => {
	const { national, significant, code, number } = exampleOf(country);
	for (const entered of [
		national,
		national.replace(/\D/g, ''),
		significant,
		`${code}${significant}`,
	]) {
		const parsed = phone.parse(entered, { timezone: 'UTC', country });
		if ('value' in parsed) expect(parsed.value).toBe(number);
		else expect(parsed.faults[0]?.text).toContain('can be read as');
	}
});
