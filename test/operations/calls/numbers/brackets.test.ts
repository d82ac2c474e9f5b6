import {
	getCountries,
	getCountryCallingCode,
	getExampleNumber,
	parsePhoneNumber,
} from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { jsonOf, runTalkover } from '../../../../tools/harness/talkoverNode';
import { useSimulator } from '../../../support/servers/useSimulator';

const talkover = useSimulator();

interface Written {
	readonly phone: string;
	readonly country: string;
}

/** What Call: Check says about numbers as they're written in a country. */
async function check(items: readonly Written[]) {
	const result = await runTalkover(
		talkover(),
		{
			...{ resource: 'call', operation: 'check', phone: '={{ $json.phone }}' },
			...{ defaultCountry: '={{ $json.country }}', rules: { blockPremiumRate: false } },
		},
		{ items: items.map(({ phone, country }) => ({ phone, country })) },
	);
	expect(result.error).toBeUndefined();
	return jsonOf(result);
}

test.each([
	['(21) 2345-6789', 'US', 2, '3'],
	['(21) 2345-6789', 'CA', 2, '3'],
	['1 (21) 2345-6789', 'US', 2, '3'],
	['+1 (21) 2345-6789', 'BR', 2, '3'],
	['+1(2123)456789', '', 4, '3'],
	['[21] 2345-6789', 'US', 2, '3'],
	['\uff0821\uff09 2345-6789', 'US', 2, '3'],
	['(212) 555-0123', 'BR', 3, '2'],
	['+55 (212) 555-0123', 'US', 3, '2'],
	['(0212) 555-0123', 'BR', 3, '2'],
	['(21) 2345 6789', 'TR', 2, '3'],
	['(0171123) 4567', 'DE', 6, '2 to 5'],
])(
	'%s with %s is rejected, because its area code has %d digits',
	async (phone, country, has, right) => {
		const [checked] = await check([{ phone, country }]);

		expect(checked).toMatchObject({ allowed: false, reason: 'invalidNumber' });
		expect(checked?.message).toContain(`has an area code of ${has} digits in brackets`);
		expect(checked?.message).toContain(`area codes of ${right} digits`);
	},
);

test.each([
	// A trunk prefix or country code of another country, which would be the beginning of the area code.
	['8 (495) 123-45-67', 'BR', '8'],
	['8 (812) 923-45-67', 'DE', '8'],
	['57 (1) 345 6789', 'US', '57'],
	['1 (591) 500-1000', 'BR', '1'],
	['43 (1) 234567', 'FR', '43'],
	['51 (1) 345 6789', 'DE', '51'],
	// Also in countries whose numbers are usually written without an area code, if it's a number of the other country.
	['32 (2) 234 56 78', 'MX', '32'],
	['45 (33) 12 34 56', 'MX', '45'],
	['372 (6) 12 3456', 'MX', '372'],
	['32 (2) 234 56 78', 'IT', '32'],
])(
	'%s with %s is rejected, because %s before the brackets is not part of an area code',
	async (phone, country, before) => {
		const [checked] = await check([{ phone, country }]);

		expect(checked).toMatchObject({ allowed: false, reason: 'invalidNumber' });
		expect(checked?.message).toContain(`has ${before} before an area code in brackets`);
	},
);

// prettier-ignore
test.each([
	// Fixed area codes, with and without trunk prefix and country code.
	['US', '(212) 555-0123', '+12125550123'],
	['US', '1 (212) 555-0123', '+12125550123'],
	['US', '+1 (212) 555-0123', '+12125550123'],
	['US', '(1) 212 555 0123', '+12125550123'],
	['US', '(+1) 212 555 0123', '+12125550123'],
	['US', '(1-212) 555-0123', '+12125550123'],
	['US', '(+1 212) 555-0123', '+12125550123'],
	['US', '((212)) 555-0123', '+12125550123'],
	['US', '(212-555-0123)', '+12125550123'],
	['US', '212 (555) 0123', '+12125550123'],
	['US', '212 555 (0123)', '+12125550123'],
	['BR', '(11) 91234-5678', '+5511912345678'],
	['BR', '(011) 91234-5678', '+5511912345678'],
	['BR', '(0 11) 91234-5678', '+5511912345678'],
	['BR', '0 (11) 3123-4567', '+551131234567'],
	['BR', '+55 (11) 91234-5678', '+5511912345678'],
	['BR', '(55) 11 91234-5678', '+5511912345678'],
	['BR', '(55 11) 91234-5678', '+5511912345678'],
	['BR', '(0800) 123 4567', '+558001234567'],
	['AU', '(02) 9876 5432', '+61298765432'],
	['AU', '(0412) 345 678', '+61412345678'],
	['AU', '+61 (0)2 9876 5432', '+61298765432'],
	['FR', '(01) 42 68 53 00', '+33142685300'],
	['FR', '+33 (0)1 42 68 53 00', '+33142685300'],
	['FR', '(+33) 1 42 68 53 00', '+33142685300'],
	['TR', '(0212) 345 67 89', '+902123456789'],
	['TR', '0 (532) 123 45 67', '+905321234567'],
	// Area codes of several lengths, also with a digit of the number, as many people write them.
	['GB', '(020) 7946 0958', '+442079460958'],
	['GB', '(0207) 946 0958', '+442079460958'],
	['GB', '(0)20 7946 0958', '+442079460958'],
	['GB', '+44 (0)20 7946 0958', '+442079460958'],
	['GB', '+44 (20) 7946 0958', '+442079460958'],
	['GB', '(+44) (0)20 7946 0958', '+442079460958'],
	['GB', '(01382) 345678', '+441382345678'],
	['DE', '(030) 901820', '+4930901820'],
	['DE', '(0171) 1234567', '+491711234567'],
	['DE', '(0049) 171 1234567', '+491711234567'],
	['DE', '+49 (30) 901820', '+4930901820'],
	['DE', '+49 (0) 30 901820', '+4930901820'],
	['AT', '(01) 58858', '+43158858'],
	['IT', '(02) 1234 5678', '+390212345678'],
	['ES', '(91) 123 45 67', '+34911234567'],
	['PT', '(21) 123 4567', '+351211234567'],
	['CH', '+41 (0)44 668 18 00', '+41446681800'],
	['SE', '(08) 12 34 56', '+468123456'],
	['RU', '8 (495) 123-45-67', '+74951234567'],
	['RU', '+7 (3412) 51-23-45', '+73412512345'],
	['MX', '(55) 1234 5678', '+525512345678'],
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
	['AR', '54 9 (11) 2345-6789', '+5491123456789'],
	['AR', '9 (11) 2345-6789', '+5491123456789'],
	['CL', '(2) 2123 4567', '+56221234567'],
	['CO', '(601) 234 5678', '+576012345678'],
	['CO', '(60) 1 234 5678', '+576012345678'],
	['CO', '+57 60 (1) 234 5678', '+576012345678'],
	['CO', '57 (601) 234 5678', '+576012345678'],
	['EC', '(02) 234 5678', '+59322345678'],
	['EC', '(022) 345-678', '+59322345678'],
	['PE', '(01) 123 4567', '+5111234567'],
	['JP', '(03) 3211-2345', '+81332112345'],
	['CN', '(010) 6552 9988', '+861065529988'],
	['IN', '(022) 2345 6789', '+912223456789'],
	['ID', '(021) 3456789', '+62213456789'],
	['ID', '(0274) 512345', '+62274512345'],
	['ZA', '(011) 123 4567', '+27111234567'],
	['ZW', '(0242) 123456', '+263242123456'],
	['NZ', '(09) 302 1234', '+6493021234'],
	['IL', '(03) 123 4567', '+97231234567'],
	['HU', '(06 1) 234 5678', '+3612345678'],
	['HK', '(852) 2123 4567', '+85221234567'],
	['SG', '(65) 6123 4567', '+6561234567'],
	['JM', '(876) 922 1234', '+18769221234'],
	['JP', '(090) 1234-5678', '+819012345678'],
	['KR', '(02) 2123-4567', '+82221234567'],
	['KR', '(010) 2345-6789', '+821023456789'],
	['TW', '(02) 2345 6789', '+886223456789'],
	['VN', '(028) 3823 4567', '+842838234567'],
	['UA', '(044) 234 56 78', '+380442345678'],
	['KZ', '8 (7172) 55-12-34', '+77172551234'],
	['IR', '(021) 2345 6789', '+982123456789'],
	['EG', '(02) 2345 6789', '+20223456789'],
	['SA', '(011) 234 5678', '+966112345678'],
	['SA', '(050) 123 4567', '+966501234567'],
	['AE', '(04) 234 5678', '+97142345678'],
	['AE', '(050) 123 4567', '+971501234567'],
	['PK', '(042) 3571 2345', '+924235712345'],
	['TH', '(02) 234 5678', '+6622345678'],
	['MY', '(03) 2345 6789', '+60323456789'],
	['MY', '(012) 345 6789', '+60123456789'],
	['PH', '(02) 8123 4567', '+63281234567'],
	['PH', '(0917) 123 4567', '+639171234567'],
	['NG', '(0803) 123 4567', '+2348031234567'],
	['KE', '(0722) 123456', '+254722123456'],
	['VE', '(0212) 234 5678', '+582122345678'],
	['IE', '(01) 234 5678', '+35312345678'],
	['IE', '(087) 123 4567', '+353871234567'],
	['NL', '(020) 123 4567', '+31201234567'],
	['NL', '(06) 12345678', '+31612345678'],
	['BE', '(02) 223 45 67', '+3222234567'],
	['BE', '(0475) 12 34 56', '+32475123456'],
	['PL', '(22) 523 45 67', '+48225234567'],
	['RO', '(021) 312 3456', '+40213123456'],
	['GR', '(210) 323 4567', '+302103234567'],
	['BG', '(02) 981 2345', '+35929812345'],
	['RS', '(011) 234 5678', '+381112345678'],
	['HR', '(01) 234 5678', '+38512345678'],
	['SI', '(01) 234 56 78', '+38612345678'],
	['SI', '(041) 234 567', '+38641234567'],
	['LT', '(0 5) 212 3456', '+37052123456'],
	['AZ', '(012) 498 12 34', '+994124981234'],
	['JO', '(06) 500 1234', '+96265001234'],
	['PY', '(021) 412 345', '+59521412345'],
	['PY', '(0981) 412 345', '+595981412345'],
	['SL', '(022) 221 234', '+23222221234'],
	['TM', '(8 12) 12-34-56', '+99312123456'],
])('in %s, %s is %s', async (country, phone, to) => {
	expect(await check([{ country, phone }])).toEqual([expect.objectContaining({ message: null, to })]);
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

test('every number that is written with brackets in its country is accepted', async () => {
	const numbers = getCountries().flatMap((country) =>
		numbersOf(country).map((number) => ({ country, phone: number.formatNational() })),
	);
	expect(numbers.length).toBeGreaterThan(500);

	const checked = await check(numbers);

	const rejected = numbers.filter((_, index) =>
		String(checked[index]?.message).includes('bracket'),
	);
	expect(rejected).toEqual([]);
});
