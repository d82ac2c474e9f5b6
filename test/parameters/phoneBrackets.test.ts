import {
	getCountries,
	getCountryCallingCode,
	getExampleNumber,
	parsePhoneNumber,
} from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { phone } from '../../nodes/Talkover/shared/phone/phone';

/** The number that is called, or the reason why it's rejected. */
function read(entered: string, country: string): string {
	const result = phone.parse(entered, { timezone: 'UTC', country: country || undefined });
	return result.ok ? result.value : (result.faults[0]?.text ?? '');
}

test.each([
	['(21) 2345-6789', 'US', 2, '3'],
	['1 (21) 2345-6789', 'US', 2, '3'],
	['+1 (21) 2345-6789', 'BR', 2, '3'],
	['+1(2123)456789', '', 4, '3'],
	['[21] 2345-6789', 'US', 2, '3'],
	['\uff0821\uff09 2345-6789', 'US', 2, '3'],
	['(212) 555-0123', 'BR', 3, '2'],
	['(0212) 555-0123', 'BR', 3, '2'],
	['(21) 2345 6789', 'TR', 2, '3'],
	['(0171123) 4567', 'DE', 6, '2 to 5'],
])(
	'%s with %s is rejected, because its area code has %d digits',
	(entered, country, has, right) => {
		expect(read(entered, country)).toContain(`has an area code of ${has} digits in brackets`);
		expect(read(entered, country)).toContain(`area codes of ${right} digits`);
	},
);

test.each([
	// A trunk prefix or country code of another country, which would be the beginning of the area code.
	['8 (495) 123-45-67', 'BR', '8'],
	['8 (812) 923-45-67', 'DE', '8'],
	['57 (1) 345 6789', 'US', '57'],
	['51 (1) 345 6789', 'DE', '51'],
	// Also in countries whose numbers are usually written without an area code, if it's a number of the other country.
	['32 (2) 234 56 78', 'MX', '32'],
	['372 (6) 12 3456', 'MX', '372'],
	['32 (2) 234 56 78', 'IT', '32'],
])(
	'%s with %s is rejected, because %s before the brackets is not part of an area code',
	(entered, country, before) => {
		expect(read(entered, country)).toContain(`has ${before} before an area code in brackets`);
	},
);

// prettier-ignore
test.each([
	// Fixed area codes, with and without trunk prefix and country code.
	['US', '(212) 555-0123', '+12125550123'],
	['US', '1 (212) 555-0123', '+12125550123'],
	['US', '+1 (212) 555-0123', '+12125550123'],
	['US', '(1) 212 555 0123', '+12125550123'],
	['US', '(+1 212) 555-0123', '+12125550123'],
	['US', '((212)) 555-0123', '+12125550123'],
	['US', '(212-555-0123)', '+12125550123'],
	['US', '212 (555) 0123', '+12125550123'],
	['US', '212 555 (0123)', '+12125550123'],
	['BR', '(11) 91234-5678', '+5511912345678'],
	['BR', '(0 11) 91234-5678', '+5511912345678'],
	['BR', '(55) 11 91234-5678', '+5511912345678'],
	['BR', '(55 11) 91234-5678', '+5511912345678'],
	['BR', '(0800) 123 4567', '+558001234567'],
	['AU', '(0412) 345 678', '+61412345678'],
	['AU', '+61 (0)2 9876 5432', '+61298765432'],
	['FR', '(+33) 1 42 68 53 00', '+33142685300'],
	// Area codes of several lengths, also with a digit of the number, as many people write them.
	['GB', '(020) 7946 0958', '+442079460958'],
	['GB', '(0207) 946 0958', '+442079460958'],
	['GB', '(0)20 7946 0958', '+442079460958'],
	['GB', '+44 (20) 7946 0958', '+442079460958'],
	['GB', '(+44) (0)20 7946 0958', '+442079460958'],
	['GB', '(01382) 345678', '+441382345678'],
	['DE', '(0171) 1234567', '+491711234567'],
	['DE', '(0049) 171 1234567', '+491711234567'],
	['IT', '(02) 1234 5678', '+390212345678'],
	['SE', '(08) 12 34 56', '+468123456'],
	['RU', '8 (495) 123-45-67', '+74951234567'],
	['RU', '+7 (3412) 51-23-45', '+73412512345'],
	['MX', '55 (1234) 5678', '+525512345678'],
	['MX', '52 (55) 1234 5678', '+525512345678'],
	['MX', '(322) 234 5678', '+523222345678'],
	['MX', '322 (234) 5678', '+523222345678'],
	['MX', '372 (612) 3456', '+523726123456'],
	['MX', '+52 32 (2) 234 56 78', '+523222345678'],
	['BE', '32 (2) 234 56 78', '+3222345678'],
	['AR', '(011) 4123-4567', '+541141234567'],
	['AR', '(011) 15 2345-6789', '+5491123456789'],
	['AR', '+54 9 (11) 2345-6789', '+5491123456789'],
	['AR', '9 (11) 2345-6789', '+5491123456789'],
	['CL', '(2) 2123 4567', '+56221234567'],
	['CO', '(601) 234 5678', '+576012345678'],
	['CO', '(60) 1 234 5678', '+576012345678'],
	['CO', '+57 60 (1) 234 5678', '+576012345678'],
	['CO', '57 (601) 234 5678', '+576012345678'],
	['EC', '(022) 345-678', '+59322345678'],
	['HU', '(06 1) 234 5678', '+3612345678'],
	['HK', '(852) 2123 4567', '+85221234567'],
	['SG', '(65) 6123 4567', '+6561234567'],
	['JM', '(876) 922 1234', '+18769221234'],
	['JP', '(090) 1234-5678', '+819012345678'],
	['KZ', '8 (7172) 55-12-34', '+77172551234'],
	['LT', '(0 5) 212 3456', '+37052123456'],
	['TM', '(8 12) 12-34-56', '+99312123456'],
])('in %s, %s is %s', (country, entered, number) => {
	expect(read(entered, country)).toBe(number);
});

/** Some numbers of a country, of all lengths, that are written with brackets there, and the example of the library. */
function numbersOf(country: CountryCode) {
	const code = getCountryCallingCode(country);
	const found = Array.from({ length: 90 * 5 }, (_, index) => {
		const digits = `${10 + (index % 90)}234567890`.slice(0, 7 + Math.floor(index / 90));
		return parsePhoneNumber(`+${code}${digits}`);
	});
	const example = getExampleNumber(country, examples);
	const bracketed = found.filter(
		(number) =>
			number.country === country && number.isValid() && number.formatNational().includes('('),
	);
	return [...(example ? [example] : []), ...bracketed];
}

test('every number that is written with brackets in its country is accepted', () => {
	const numbers = getCountries().flatMap((country) =>
		numbersOf(country).map((number) => ({ country, entered: number.formatNational() })),
	);
	expect(numbers.length).toBeGreaterThan(500);

	const rejected = numbers.filter(({ country, entered }) =>
		read(entered, country).includes('bracket'),
	);
	expect(rejected).toEqual([]);
});
