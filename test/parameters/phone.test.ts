import { isPremiumRate } from '../../nodes/Talkover/shared/phone/numberingPlan';
import { phone } from '../../nodes/Talkover/shared/phone/phone';

/** The number that is sent, or the reason why it's rejected. */
function read(entered: unknown, country?: string): string {
	const result = phone.parse(entered, { timezone: 'UTC', country });
	if (result.ok) return result.value;
	const [fault] = result.faults;
	expect(fault?.label).toBe('Phone');
	return fault?.text ?? '';
}

test.each([
	// The format of a CRM export with fixed-width columns.
	['+1 212 555 0123'.padEnd(255), '+12125550123'],
	['\ufeff+1 (212) 555\u2011-0123\u2060', '+12125550123'],
	['\uff0b\uff11 (212) \uff15\uff15\uff15\u2010\uff10\uff11\uff12\uff13', '+12125550123'],
	['+\u0664\u0669\u0661\u0667\u0661\u0661\u0662\u0663\u0664\u0665\u0666\u0667', '+491711234567'],
	['+\u06f4\u06f9 \u06f1\u06f7\u06f1 \u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7', '+491711234567'],
	// As Japanese input methods write a dash.
	['+81\u30fc3\u30fc3211\u30fc2345', '+81332112345'],
	// With the 1 that was dialed before mobile numbers in Mexico until 2019.
	['+52 1 55 1234 5678', '+525512345678'],
	["'+491711234567", '+491711234567'],
	['(+49) 171 1234567', '+491711234567'],
	['+49 171/1234567', '+491711234567'],
	['+49 (0)171 1234567', '+491711234567'],
	['+44 (0) 20 7946 0958', '+442079460958'],
	// Luxembourg no longer has a trunk prefix; in Italy, the 0 is part of the number.
	['+352 (0)26 12 34 56', '+35226123456'],
	['+39 (0)6 1234 5678', '+390612345678'],
	// Codes that don't belong to a country: international freephone, and networks.
	['+800 1234 5678', '+80012345678'],
	['+883 5100 1234 5678', '+883510012345678'],
	// With separators, its zeros don't come from a spreadsheet.
	['+55 11 91000-0000', '+5511910000000'],
	// The end of a number that a program has converted.
	['+12125550101.00', '+12125550101'],
	// A German number with the digits of the state's short code for authorities, 115.
	['+49 721 1150', '+497211150'],
	// A number of a country without area codes.
	['+352 26 112', '+35226112'],
	// As phones copy a number from their contacts: isolated from the text around it.
	['\u2068+1 212 900 5551\u2069', '+12129005551'],
	// From right to left, but without separators, so that a screen shows the digits in order.
	['\u202b+12129005551\u202c', '+12129005551'],
	['+1 212 900 5551\u200f', '+12129005551'],
])('the phone number %j is read as %s in any country', (entered, number) => {
	for (const country of [undefined, 'DE', 'US', 'BR', 'IT', 'SG']) {
		expect(read(entered, country)).toBe(number);
	}
});

test.each([
	['DE', '06221/54-0', '+496221540'],
	['IT', '333/1234567', '+393331234567'],
	['FR', '06/12/34/56/78', '+33612345678'],
	['US', '212/736-5000', '+12127365000'],
	['DE', '(0171) 1234567', '+491711234567'],
	['DE', 491711234567, '+491711234567'],
	['DE', '491711234567.0', '+491711234567'],
	['DE', '49 (0)171 1234567', '+491711234567'],
	['BR', '(11) 91234-5678', '+5511912345678'],
	// As many digits as a CPF, in its groups, or with one of its check digits.
	['BR', '11912345678', '+5511912345678'],
	// A number with its country code, in which the first eleven digits are a CPF.
	['BR', '5511991007698', '+5511991007698'],
	['BR', '55 119 910 076 98', '+5511991007698'],
	['BR', '551 199 100 76 98', '+5511991007698'],
	['BR', '011 3123-4567', '+551131234567'],
	// With a carrier code, and from an area whose code is the same as Brazil's country code.
	['BR', '0 15 11 91234-5678', '+5511912345678'],
	['BR', '55 99123-4567', '+5555991234567'],
	['BR', '55 55 99123-4567', '+5555991234567'],
	['RU', '8 (495) 123-45-67', '+74951234567'],
	// Of a town in Germany, and with a plus a mobile number of the Faroe Islands.
	['DE', '298 211234', '+49298211234'],
	['AR', '011 15 1234-5678', '+5491112345678'],
	['US', '1-212-555-0123', '+12125550123'],
	// Dots and pairs that neither an amount nor a date has.
	['FR', '01.42.68.53.00', '+33142685300'],
	['ES', '612.345.678', '+34612345678'],
	['DK', '20 26 11 22', '+4520261122'],
	['NC', '20.12.34', '+687201234'],
])('in %s, %j is read as %s', (country, entered, number) => {
	expect(read(entered, country)).toBe(number);
});

test.each([
	['BR', '00 49 171 1234567', '+491711234567'],
	// Brazilians dial 0015 before a country code, where 15 is the carrier.
	['BR', '0015 1 415 555 2671', '+14155552671'],
	['US', '0049 171 1234567', '+491711234567'],
	['AU', '0011 64 21 123 4567', '+64211234567'],
	['RU', '8 10 49 171 1234567', '+491711234567'],
	['JP', '010 49 171 1234567', '+491711234567'],
])('in %s, the international prefix of %j is read as a plus', (country, entered, number) => {
	expect(read(entered, country)).toBe(number);
});

test.each([
	['DE', '4917112345', '+494917112345', '+4917112345'],
	// A mobile number of Denmark has the fewest digits with its code.
	['DE', '45 69211531', '+494569211531', '+4569211531'],
	['AT', '33 6 12 34 56 78', '+4333612345678', '+33612345678'],
	// A country code that a program has added.
	['DE', '+49 49 171 1234567', '+49491711234567', '+491711234567'],
	['ID', '62812345678', '+6262812345678', '+62812345678'],
	['IT', '+39 (0)312 345 6789', '+3903123456789', '+393123456789'],
])('in %s, %j is rejected because it can be %s or %s', (country, entered, one, other) => {
	expect(read(entered, country)).toBe(
		`"${entered}" can be read as ${one} and as ${other}: enter it with + and a country code`,
	);
});

test.each([
	// A mobile number whose beginning the numbering plan doesn't list, with the length of those that it lists.
	['+55 11 61234-5678', '+5511612345678'],
	['+34 555 12 34 56', '+34555123456'],
])('a number that the plan may list in future, %j, is sent as %s', (entered, number) => {
	expect(read(entered)).toBe(number);
	expect(read(entered, 'DE')).toBe(number);
});

test.each(['0171 1234567', '491711234567', '(11) 91234-5678', 12125550123, '911'])(
	'without Default Country, %j is rejected because it has no country code',
	(entered) => {
		expect(read(entered)).toBe(
			`"${entered}" has no country code: enter it with + and a country code, or set Default Country`,
		);
	},
);

test('without Default Country, a number that begins with 00 is rejected, and the message says how to write it', () => {
	expect(read('0049 30 901820')).toBe(
		'"0049 30 901820" begins with 00: replace it with +, or set Default Country',
	);
});

const IN_BRAZIL = 'enter it like (11) 96123-4567, or with + and a country code';
const IN_GERMANY = 'enter it like 01512 3456789, or with + and a country code';
const IN_THE_US = 'enter it like (201) 555-0123, or with + and a country code';

test.each([
	['BR', '91234-5678', `the Default Country (Brazil), or it has no area code: ${IN_BRAZIL}`],
	['BR', '4915112345678', `the Default Country (Brazil): ${IN_BRAZIL}`],
	['DE', '112', `the Default Country (Germany): ${IN_GERMANY}`],
	['US', '555-1234', `the Default Country (United States), or it has no area code: ${IN_THE_US}`],
	['US', '911', `the Default Country (United States): ${IN_THE_US}`],
	['US', '01 42 68 53 00', `the Default Country (United States): ${IN_THE_US}`],
])('in %s, %j is rejected with an example of the country', (country, entered, why) => {
	expect(read(entered, country)).toBe(`"${entered}" isn't a phone number of ${why}`);
});

test.each([
	['DE', '011 49 30 901820', '011', 'Germany'],
	['DE', '0011 64 21 123 4567', '0011', 'Germany'],
	['FR', '010 49 171 1234567', '010', 'France'],
	['DE', '810 49 171 1234567', '810', 'Germany'],
])('in %s, %j is rejected because %s is a prefix of other countries', (...row) => {
	const [country, entered, prefix, name] = row;
	expect(read(entered, country)).toBe(
		`"${entered}" begins with ${prefix}, which isn't the prefix for international calls in the Default Country (${name}): replace it with +`,
	);
});

const ANY_FORM = 'it must look like +12125550123';
const TEN_DIGITS = `North America, which has ten digits after +1: ${ANY_FORM}`;

/** Numbers with a plus that don't exist, and the example of their country. */
test.each([
	['+5511190', 'of country code +55 (Brazil): it must look like +55 11 96123 4567'],
	['+4912345', 'of country code +49 (Germany): it must look like +49 1512 3456789'],
	['+49 10123456', 'of country code +49 (Germany): it must look like +49 1512 3456789'],
	// Extensions without a sign of their own.
	['+49 151 23456789 12', 'of country code +49 (Germany): it must look like +49 1512 3456789'],
	['+55 11 3123-4567-1', 'of country code +55 (Brazil): it must look like +55 11 96123 4567'],
	// Without the rest of a trunk prefix, it would be a number of another area.
	['+55 090 83649-0044', 'of country code +55 (Brazil): it must look like +55 11 96123 4567'],
	['+1555911', `of ${TEN_DIGITS}`],
	['+121255501012', `of ${TEN_DIGITS}`],
	// Australia's international prefix after a plus; without its 1, the number would be in Turks and Caicos.
	['+11 64 9 123 4567', `of ${TEN_DIGITS}`],
	[
		'+1 555 123 4567',
		`of North America, because its area code or the next three digits don't exist: ${ANY_FORM}`,
	],
	['+999 123 4567', 'in international format: no country code is +999'],
])('%j is rejected in any country because it is no phone number %s', (entered, why) => {
	for (const country of ['DE', undefined]) {
		expect(read(entered, country)).toBe(`"${entered}" isn't a phone number ${why}`);
	}
});

test.each(['+800 1234 567', '+800 1234 56789'])(
	'the international freephone number %j is rejected because it has a digit too few or too many',
	(entered) => {
		expect(read(entered)).toMatch(/^".*" isn't a phone number/);
	},
);

test.each([
	['+0049 171 1234567', 'must not have a 0 after the +, because no country code begins with 0'],
	['+1234567890123456', 'has too many digits: an international number has at most 15'],
	['+44 123', `has too few digits: ${ANY_FORM}`],
])('%j is rejected in any country because it %s', (entered, reason) => {
	expect(read(entered, 'DE')).toBe(`"${entered}" ${reason}`);
	expect(read(entered)).toBe(`"${entered}" ${reason}`);
});

test.each([
	['+49 30 110', '110'],
	['030 112', '112'],
	['+4930116117', '116117'],
	['+43316144', '144'],
	['+493019222', '19222'],
	['+39 055 118', '118'],
	['+49 30 11880', '11880'],
	['+861010086', '10086'],
	// A whole number of Finland, with the area code 8.
	['+35888911', '911'],
])('%j is rejected because the short number %s follows the area code', (entered, short) => {
	expect(read(entered, 'DE')).toBe(
		`"${entered}" ends in ${short}, an emergency or short number, which can't be called with an area code`,
	);
});

const EXTENSION = "has an extension, which calls can't reach: remove it";
const TWO = 'contains more than one phone number: enter one';
const OTHER = `contains characters that aren't part of a phone number: ${ANY_FORM}`;
const LOST =
	'is in scientific notation, which loses digits: format the column of phone numbers as text';
const ROUNDED =
	'ends in zeros, probably because a spreadsheet has lost its digits: format the column of phone numbers as text. If the number is right, enter it with spaces';

test.each([
	['0171 1234567 ext. 12', EXTENSION],
	['+49 171 1234567;ext=12', EXTENSION],
	['+1 212 555 0123 x12', EXTENSION],
	['+1 212 555 0123 #12', EXTENSION],
	['+55 11 3123-4567 ramal 12', EXTENSION],
	['+7 495 123-45-67 доб. 12', EXTENSION],
	['+1 212 555 0123,,12', EXTENSION],
	['030 123456/67', EXTENSION],
	['2212/34567', EXTENSION],
	['030 12345/12/13', EXTENSION],
	['0171/12/1', EXTENSION],
	['030 1234567 / 030 7654321', TWO],
	['0171 1234567, 0171 7654321', TWO],
	['+49 171 1234567;+49 171 7654321', TWO],
	['+49 171 1234567 or +49 171 7654321', TWO],
	['030 12345\n030 54321', TWO],
	['+49 30 12345 +49 30 54321', TWO],
	['+1 212 CALL NOW', OTHER],
	['Tel. 0171 1234567', OTHER],
	['0171 1234567 (mobile)', OTHER],
	['1,234,567,890', OTHER],
	['(0xx11) 91234-5678', OTHER],
	['+', OTHER],
	['5511910000000', ROUNDED],
	['+5511910000000', ROUNDED],
	['491711000000.0', ROUNDED],
	['4.91711E+11', LOST],
	['4,91711E+11', LOST],
])('%j is rejected with or without Default Country', (entered, reason) => {
	const quoted = JSON.stringify(entered);
	expect(read(entered, 'DE')).toBe(`${quoted} ${reason}`);
	expect(read(entered)).toBe(`${quoted} ${reason}`);
});

test.each([
	// An override, pairs that don't enclose the whole number, nested ones, and a pair from right to left around
	// separators: the screen shows +1 900 212 5551.
	'\u202e+1 212 900 5551\u202c',
	'\u202d+1 212 900 5551\u202c',
	'+1 \u202e212 900\u202c 5551',
	'\u202a+1 212 \u202e900\u202c 5551\u202c',
	'\u202b+1 212 900 5551\u202c',
	'\u202a+1 212 900 5551',
	'+1 212 900 5551\u2069',
	'+1 212 \u200f900 5551',
	'\u061c+1 212 900 5551',
])('%j is rejected because its digits are shown in another order', (entered) => {
	expect(read(entered, 'US')).toBe(
		'contains invisible characters that change the order in which its digits are shown: type the number again',
	);
});

test.each([
	'+1 \u0662\u0661\u0662 \u0669\u0660\u0660 \u0665\u0665\u0665\u0661',
	'(\u0664\u0661\u0665) \u0665\u0665\u0665-\u0662\u0666\u0667\u0661',
])('%j is rejected because a screen reorders groups of Arabic digits', (entered) => {
	expect(read(entered, 'US')).toMatch(/^contains groups of Arabic digits/);
});

test.each<[string, unknown, string]>([
	['a date', '2026-11-22 10 30', 'DE'],
	['a date', '2026-11-22\u00a010 30', 'DE'],
	['a date', '22112026', 'DK'],
	['a date', '20261122T1030Z', 'DK'],
	['a date', '9999-12-31', 'DK'],
	['a CPF', '529\u2011982\u2011247\u201125', 'DE'],
	['a CPF', '52998224725', 'BR'],
	['a CPF', '529 982 247 25', 'BR'],
	['a CNPJ', '12.345.678/0001-95', 'DE'],
	['a CNPJ', '11222333000181', 'BR'],
	['an ID', '98.765.432-1', 'CL'],
	['an ID', '123-45-6789', 'FR'],
	['a postal code', '40020-000', 'BR'],
	['an amount', '1.234.567', 'DE'],
	['an IP address', '192.168.1.100', 'BR'],
	['a decimal number', 45983.4375, 'FR'],
	['a decimal number', '52.5200 13.4050', 'DE'],
	['a negative number', '-46.633308', 'DK'],
])('%s in a phone field, %j, is rejected in %s', (what, entered, country) => {
	expect(read(entered, country)).toBe(
		`${JSON.stringify(String(entered))} looks like ${what}: if it's a phone number, enter it with + and a country code`,
	);
});

test('a phone number of more than 200 characters is rejected', () => {
	expect(read(`+1${' '.repeat(188)}2125550123`)).toBe('+12125550123');
	expect(read(`+1${' '.repeat(198)}5`)).toMatch(/^"\+1 +… is too long for a phone number$/);
	expect(read('('.repeat(1_000_000), 'DE')).toContain('is too long for a phone number');
});

test('a number that begins with a premium-rate number is a premium-rate number', () => {
	expect(isPremiumRate('+855190012823183')).toBe(true);
	// Of one of the countries with its code, and of one of the lengths of their premium-rate numbers.
	expect(isPremiumRate('+4490901234567')).toBe(true);
	expect(isPremiumRate('+49137123456745')).toBe(true);
	expect(isPremiumRate('+9991234567')).toBe(false);
	expect(isPremiumRate('+855120012823183')).toBe(false);
});
