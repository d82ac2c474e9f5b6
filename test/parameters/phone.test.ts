import { phone } from '../../nodes/Talkover/shared/phone';

test.each([
	// The format of a CRM export with columns of fixed width.
	['+1 555 123 4567'.padEnd(255), '+15551234567'],
	['\ufeff+1 (555) 123\u2011-4567\u2060', '+15551234567'],
])('the phone number %j is read as %s', (entered, number) => {
	expect(phone.parse(entered)).toEqual({ value: number });
});

test('a phone number of more than 200 characters is rejected', () => {
	const fault = (text: unknown) => ({ faults: [{ label: 'Phone', text }] });

	expect(phone.parse(`+1${' '.repeat(198)}5`)).toEqual(
		fault(expect.stringMatching(/^"\+1 +… is too long for a phone number$/)),
	);
	expect(phone.parse('('.repeat(1_000_000))).toEqual(
		fault(expect.stringContaining('is too long for a phone number')),
	);
});
