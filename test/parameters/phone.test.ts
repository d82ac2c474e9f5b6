import { phone } from '../../nodes/Talkover/shared/phone/phone';

/** The number that is sent, or the reason why it's rejected. */
function read(entered: unknown, country?: string): string {
	const result = phone.parse(entered, { timezone: 'UTC', country });
	if ('value' in result) return result.value;
	const [fault] = result.faults;
	expect(fault?.label).toBe('Phone');
	return fault?.text ?? '';
}

test.each([
	// The format of a CRM export with fixed-width columns.
	['+1 555 123 4567'.padEnd(255), '+15551234567'],
	['\ufeff+1 (555) 123\u2011-4567\u2060', '+15551234567'],
	[
		'\uff0b\uff11 (\uff15\uff15\uff15) \uff11\uff12\uff13\u2010\uff14\uff15\uff16\uff17',
		'+15551234567',
	],
	['+\u0664\u0669 \u0661\u0667\u0661 1234567', '+491711234567'],
	["'+491711234567", '+491711234567'],
	['(+49) 171 1234567', '+491711234567'],
	['+49 171/1234567', '+491711234567'],
	['+49 0171 1234567', '+491711234567'],
	['+49 (0)171 1234567', '+491711234567'],
	['+44 (0) 20 7946 0958', '+442079460958'],
	// Poland and Luxembourg no longer have a trunk prefix; in Italy, the 0 is part of the number.
	['+48 (0)22 123 45 67', '+48221234567'],
	['+352 (0)26 12 34 56', '+35226123456'],
	['+39 (0)6 1234 5678', '+390612345678'],
	['+39 06 1234 5678', '+390612345678'],
	// Codes that don't belong to a country: international freephone, and networks.
	['+800 1234 5678', '+80012345678'],
	['+883 5100 1234 5678', '+883510012345678'],
])('the phone number %j is read as %s in any country', (entered, number) => {
	for (const country of [undefined, 'DE', 'US', 'BR', 'IT', 'SG']) {
		expect(read(entered, country)).toBe(number);
	}
});

test.each([
	['DE', '030/901820', '+4930901820'],
	['DE', '(0171) 1234567', '+491711234567'],
	['DE', 491711234567, '+491711234567'],
	['DE', '491711234567.0', '+491711234567'],
	['DE', '49 (0)171 1234567', '+491711234567'],
	['DE', '49 0171 1234567', '+491711234567'],
	['BR', '(11) 91234-5678', '+5511912345678'],
	['BR', '011 3123-4567', '+551131234567'],
	// With a carrier code, and from an area whose code is the same as Brazil's country code.
	['BR', '0 15 11 91234-5678', '+5511912345678'],
	['BR', '55 99123-4567', '+5555991234567'],
	['BR', '55 55 99123-4567', '+5555991234567'],
	['RU', '8 (495) 123-45-67', '+74951234567'],
	['HU', '06 30 123 4567', '+36301234567'],
	['AR', '011 15 1234-5678', '+5491112345678'],
	['IT', '06 1234 5678', '+390612345678'],
	['US', '1-555-123-4567', '+15551234567'],
])('in %s, %j is read as %s', (country, entered, number) => {
	expect(read(entered, country)).toBe(number);
});

test.each([
	['BR', '0055 11 91234-5678', '+5511912345678'],
	['BR', '00 49 171 1234567', '+491711234567'],
	// Brazilians dial 0015 before a country code, where 15 is the carrier.
	['BR', '0015 1 415 555 2671', '+14155552671'],
	['US', '0049 171 1234567', '+491711234567'],
	['US', '011 49 171 1234567', '+491711234567'],
	['AU', '0011 64 9 123 4567', '+6491234567'],
	['AU', '0064 9 123 4567', '+6491234567'],
	['SG', '001 49 171 1234567', '+491711234567'],
	['RU', '8 10 49 171 1234567', '+491711234567'],
	['JP', '010 49 171 1234567', '+491711234567'],
])('in %s, the international prefix of %j is read as a plus', (country, entered, number) => {
	expect(read(entered, country)).toBe(number);
});

test.each([
	// 001 is an international prefix in Singapore, and elsewhere 00 followed by North America's country code.
	['SG', '001 47 12345678', '+14712345678', '+4712345678'],
	['DE', '4917112345', '+494917112345', '+4917112345'],
	['SE', '46 600 16 33', '+46466001633', '+466001633'],
	['IT', '+39 (0)312 345 6789', '+3903123456789', '+393123456789'],
])('in %s, %j is rejected because it can be %s or %s', (country, entered, one, other) => {
	expect(read(entered, country)).toBe(
		`"${entered}" can be read as ${one} and as ${other}: enter it with + and a country code`,
	);
});

test.each([
	// Talkover's documentation contains this number, which is one digit short.
	['+1 234 567 890', '+1234567890'],
	['+372 512 345 6789', '+3725123456789'],
	['+47 123 456 789', '+47123456789'],
])('a number whose length is not in the numbering plan, %j, is sent as %s', (entered, number) => {
	expect(read(entered)).toBe(number);
	expect(read(entered, 'DE')).toBe(number);
});

test.each([
	'0171 1234567',
	'0049 171 1234567',
	'491711234567',
	'(11) 91234-5678',
	15551234567,
	'911',
])('without Default Country, %j is rejected because it has no country code', (entered) => {
	expect(read(entered)).toBe(
		`"${entered}" has no country code: enter it with + and a country code, or set Default Country`,
	);
});

test.each([
	['US', '555-1234', 'the Default Country (United States)'],
	['US', '911', 'the Default Country (United States)'],
	['DE', '112', 'the Default Country (Germany)'],
	['GB', '0171 123456789', 'the Default Country (United Kingdom)'],
	['FR', '(11) 91234-5678', 'the Default Country (France)'],
	['US', '01 42 68 53 00', 'the Default Country (United States)'],
	['BR', '4915112345678', 'the Default Country (Brazil)'],
	['ES', '0049', 'the Default Country (Spain)'],
])('in %s, %j is rejected because it has the wrong number of digits', (country, entered, named) => {
	expect(read(entered, country)).toBe(
		`"${entered}" doesn't have the length of a phone number in ${named}: enter it with + and a country code`,
	);
});

const EXTENSION = "has an extension, which calls can't reach: remove it";
const TWO = 'contains more than one phone number: enter one';
const OTHER =
	"contains characters that aren't part of a phone number: it must look like +15551234567";
const CODE =
	"isn't a phone number in international format: it must begin with + and a country code";
const LOST =
	'is in scientific notation, which loses digits: format the column of phone numbers as text';

test.each([
	['0171 1234567 ext. 12', EXTENSION],
	['+49 171 1234567;ext=12', EXTENSION],
	['+1 555 123 4567 x12', EXTENSION],
	['+1 555 123 4567 #12', EXTENSION],
	['+55 11 3123-4567 ramal 12', EXTENSION],
	['+7 495 123-45-67 доб. 12', EXTENSION],
	['+1 555 123 4567,,12', EXTENSION],
	['030 123456/67', EXTENSION],
	['030 1234567 / 030 7654321', TWO],
	['0171 1234567, 0171 7654321', TWO],
	['+49 171 1234567;+49 171 7654321', TWO],
	['+49 171 1234567 or +49 171 7654321', TWO],
	['030 12345\n030 54321', TWO],
	['+49 30 12345 +49 30 54321', TWO],
	['+1 555 CALL NOW', OTHER],
	['call her assistant', OTHER],
	['Tel. 0171 1234567', OTHER],
	['0171 1234567 (mobile)', OTHER],
	['1,234,567,890', OTHER],
	['(0xx11) 91234-5678', OTHER],
	['-', OTHER],
	['+', OTHER],
	['4.91711E+11', LOST],
	['4,91711E+11', LOST],
	['+0049 171 1234567', 'must not have a 0 after the +, because no country code begins with 0'],
	['+1234567890123456', 'has too many digits: an international number has at most 15'],
	['+1 555', 'has too few digits: it must look like +15551234567'],
	['+999 123 4567', CODE],
	// Australia's international prefix after a plus; without its 1, the number would be in Turks and Caicos.
	['+11 64 9 123 4567', CODE],
])('%j is rejected with or without Default Country', (entered, reason) => {
	const quoted = JSON.stringify(entered);
	expect(read(entered, 'DE')).toBe(`${quoted} ${reason}`);
	expect(read(entered)).toBe(`${quoted} ${reason}`);
});

test('a phone number of more than 200 characters is rejected', () => {
	expect(read(`+1${' '.repeat(198)}5`)).toMatch(/^"\+1 +… is too long for a phone number$/);
	expect(read('('.repeat(1_000_000), 'DE')).toContain('is too long for a phone number');
});
