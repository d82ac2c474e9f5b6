import { attendeeEmail } from '../../nodes/Talkover/resources/calendarEvent/fields';
import { ok } from '../../nodes/Talkover/base/result';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

const LABEL = 'Email';

test.each([
	'ana@example.com',
	'ana+crm@mail.example.co.uk',
	"o'neill@example.com",
	'ana@müller.example',
	'ana@.example.com',
	'ana@example..com',
	'ana@example.com.',
	`${'a'.repeat(308)}@example.com`,
])('the email address %p is accepted', (email) => {
	expect(attendeeEmail.parse(email)).toEqual(ok(email));
});

test.each([
	'ana',
	'ana@',
	'@example.com',
	'ana@example',
	'ana@example.',
	'ana@.com',
	'ana@.',
	'an a@example.com',
	'ana@exam ple.com',
	'ana@example.com\n',
	'ana@bo@example.com',
])('the email address %j is rejected', (email) => {
	expect(attendeeEmail.parse(email)).toEqual(
		withFaults([
			{ label: LABEL, text: expect.stringContaining('must be an email address such as') },
		]),
	);
});

test('an email address of more than 320 characters is rejected for its length', () => {
	expect(attendeeEmail.parse(`${'a'.repeat(309)}@example.com`)).toEqual(
		withFaults([{ label: LABEL, text: 'must have at most 320 characters (found 321)' }]),
	);
	expect(attendeeEmail.parse(`a@${'.'.repeat(100_000)}`)).toEqual(
		withFaults([{ label: LABEL, text: 'must have at most 320 characters (found 100002)' }]),
	);
});
