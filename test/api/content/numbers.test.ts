import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import type { PhoneNumber } from '../../../nodes/Talkover/api/content/numbers';
import { compareNumbers, phoneNumberOf } from '../../../nodes/Talkover/api/content/numbers';
import { isWith, readCall } from '../../../nodes/Talkover/api/content/call';
import { isPlacedTo } from '../../../nodes/Talkover/calls/reading/isCallWith';

const WANTED: PhoneNumber = { form: 'international', digits: '12125550123' };

/** Undefined: it isn't a number. */
type Compared = Certainty | undefined;

test.each<[Compared, unknown]>([
	['yes', '+12125550123'],
	['yes', '+1 (212) 555-0123'],
	['yes', '0012125550123'],
	['yes', '12125550123'],
	['no', '+2125550123'],
	['no', '+112125550123'],
	[undefined, '+12125550123/2'],
	[undefined, '+0012125550123'],
	[undefined, '+44 (0)20 7946 0018'],
	[undefined, '+4412345678901234'],
	['no', '+16505550123'],
	['no', '(650) 555-0123'],
	['unknown', '(212) 555-0123'],
	['unknown', '555-0123'],
	['unknown', '011 1 212 555 0123'],
	[undefined, '123'],
	[undefined, 'sip:sales@12125550123'],
	[undefined, 'anonymous'],
	[undefined, ''],
	[undefined, null],
	[undefined, { id: 12125550123 }],
	[undefined, `+1${' '.repeat(300)}2125550123`],
])('that a number is +12125550123 is %p for %p', (same, value) => {
	const number = phoneNumberOf(value);

	expect(number && compareNumbers(number, WANTED)).toBe(same);
	expect(number && compareNumbers(WANTED, number)).toBe(same);
});

test.each<[Certainty, unknown, string]>([
	['no', '+33612345678', '+3612345678'],
	['unknown', '06 12 34 56 78', '+33612345678'],
	['unknown', '8 (912) 345-67-89', '+79123456789'],
	['no', '8 (912) 345-67-88', '+79123456789'],
	['unknown', '011 15-2345-6789', '+5491123456789'],
	['unknown', '2125550123', '(212) 555-0123'],
])('that two numbers are the same is %p for %j and %s', (same, one, other) => {
	const [a, b] = [phoneNumberOf(one), phoneNumberOf(other)];

	expect(a && b && compareNumbers(a, b)).toBe(same);
});

const TO = '+12125550123';
const OTHER = '+16505550199';

test.each<[Certainty, Certainty, Record<string, unknown>]>([
	['yes', 'yes', { to: TO, from: OTHER }],
	['no', 'no', { to: OTHER, from: OTHER }],
	['no', 'no', { to: OTHER, to_formatted: '555-0123' }],
	['no', 'no', { to: OTHER, phone: TO }],
	['no', 'yes', { to: OTHER, from: TO, direction: 'inbound' }],
	['no', 'yes', { to: OTHER, from: TO }],
	['unknown', 'unknown', { from: OTHER }],
	['unknown', 'unknown', { to: '+1212*****23', from: OTHER }],
	['no', 'unknown', { to: OTHER, from: 'anonymous' }],
	['no', 'no', { to: OTHER }],
	['unknown', 'unknown', {}],
	['unknown', 'unknown', { to: 'anonymous', phone_number: { id: 1, number: OTHER } }],
])('the agent called a number: %p, and is on the line: %p for %p', (placed, with_, call) => {
	const wanted = phoneNumberOf(TO) ?? WANTED;

	expect(isPlacedTo(TO)(call)).toBe(placed);
	expect(isWith(readCall(call), wanted)).toBe(with_);
});
