import type { Certainty } from '../../../nodes/Talkover/base/certainty';
import type { PhoneNumber } from '../../../nodes/Talkover/api/content/numbers';
import {
	compareNumbers,
	isCallWith,
	phoneNumberOf,
} from '../../../nodes/Talkover/api/content/numbers';
import { isPlacedTo } from '../../../nodes/Talkover/resources/call/state/isCallWith';

const WANTED: PhoneNumber = { form: 'international', digits: '12125550123' };

/** Undefined: it isn't a number. */
type Compared = Certainty | undefined;

test.each<[Compared, unknown]>([
	['yes', '+12125550123'],
	['yes', '+1 (212) 555-0123'],
	['yes', '+1.212.555.0123'],
	['yes', ' +1-212\u2011555\u20110123 '],
	['yes', '0012125550123'],
	['yes', '12125550123'],
	['yes', 12125550123],
	['yes', 'tel:+1-212-555-0123'],
	['yes', 'tel:+12125550123;ext=15'],
	['yes', '+12125550123 x15'],
	['yes', '+1 212 555 0123 ext. 15'],
	['yes', 'sip:+12125550123@10.0.0.1:5060'],
	['yes', 'sips:%2B12125550123:secret@example.com;transport=tls'],
	['yes', '"Contact" <sip:+12125550123@example.com>'],
	['yes', { number: '+12125550123' }],
	['yes', { phone: { e164: '+12125550123' } }],
	['yes', ['+12125550123']],
	['yes', { international: '+1 212-555-0123', raw: '(212) 555-0123' }],
	['yes', { country_code: '+1', number: '2125550123' }],
	['yes', { country_code: '1', number: '12125550123' }],
	['yes', '\u200e+12125550123'],
	['yes', '\uff0b\uff11\uff12\uff11\uff12\uff15\uff15\uff15\uff10\uff11\uff12\uff13'],
	['unknown', '+1 212 --- 0123'],
	['unknown', '+1212___0123'],
	['no', '+12125550124'],
	['no', '+2125550123'],
	['no', '+112125550123'],
	['no', '+16505550123'],
	['no', '16505550123'],
	['no', '(650) 555-0123'],
	['no', 'sip:+16505550123@12125550123'],
	['unknown', '(212) 555-0123'],
	['unknown', '555-0123'],
	['unknown', 2125550123],
	['unknown', '011 1 212 555 0123'],
	['unknown', '+1212555****'],
	['unknown', '+1 (212) 555-XXXX'],
	['unknown', '+1212***0123'],
	['unknown', '***0123'],
	['unknown', '(212) ***-0123'],
	['unknown', '+1212\u2026'],
	['unknown', '...0123'],
	['no', '+1650555****'],
	['no', '***0124'],
	['no', '+1650***0123'],
	[undefined, '123'],
	[undefined, 'sip:sales@12125550123'],
	[undefined, 'agent 12125550123'],
	[undefined, 'anonymous'],
	[undefined, ''],
	[undefined, null],
	[undefined, true],
	[undefined, { id: 12125550123 }],
	[undefined, `+1${' '.repeat(300)}2125550123`],
])('that a number is +12125550123 is %p for %p', (same, value) => {
	const number = phoneNumberOf(value);

	expect(number && compareNumbers(number, WANTED)).toBe(same);
	expect(number && compareNumbers(WANTED, number)).toBe(same);
});

test.each<[Certainty, unknown, string]>([
	['yes', { country_code: '49', number: '0171 1234567' }, '+491711234567'],
	['unknown', { country_code: '39', national_number: '0612345678' }, '+390612345678'],
	['unknown', { country_code: '+7', number: '8 (912) 345-67-89' }, '+79123456789'],
	['no', { country_code: '39', national_number: '0612345679' }, '+390612345678'],
	['no', '+33612345678', '+3612345678'],
	['unknown', '06 12 34 56 78', '+33612345678'],
	['yes', '+44 (0)20 7946 0123', '+442079460123'],
	['unknown', '8 (912) 345-67-89', '+79123456789'],
	['no', '8 (912) 345-67-88', '+79123456789'],
	['unknown', '8 029 491-19-11', '+375294911911'],
	['unknown', '011 15-2345-6789', '+5491123456789'],
	['unknown', '2125550123', '(212) 555-0123'],
	['unknown', '+1212555****', '+1212***0123'],
])('that two numbers are the same is %p for %j and %s', (same, one, other) => {
	const [a, b] = [phoneNumberOf(one), phoneNumberOf(other)];

	expect(a && b && compareNumbers(a, b)).toBe(same);
});

const TO = '+12125550123';
const OTHER = '+16505550199';

test.each<[Certainty, Certainty, Record<string, unknown>]>([
	['yes', 'yes', { to: TO, from: OTHER }],
	['yes', 'yes', { to_number: TO }],
	['yes', 'yes', { toNumber: TO }],
	['yes', 'yes', { to: { number: TO } }],
	['yes', 'yes', { phone_number: TO }],
	['yes', 'yes', { phone: TO, direction: 'OUTBOUND' }],
	['yes', 'yes', { customer: { number: TO } }],
	['yes', 'yes', { contact: { phone: TO } }],
	['yes', 'yes', { attributes: { to: TO } }],
	['yes', 'yes', { to_phone_number: TO, from_phone_number: OTHER }],
	['yes', 'yes', { called_number: TO, calling_number: OTHER }],
	['yes', 'yes', { recipient: { phone_number: TO } }],
	['yes', 'yes', { destinations: [TO] }],
	['yes', 'yes', { to: [OTHER, TO] }],
	['yes', 'yes', { phone_number: OTHER, customer: TO }],
	['yes', 'yes', { contact: { phones: [TO] } }],
	['yes', 'yes', { customer_phone_number: TO }],
	['no', 'yes', { direction: { value: 'inbound' }, from: TO, to: TO }],
	['no', 'no', { to: OTHER, from: OTHER }],
	['no', 'no', { to: OTHER, to_formatted: '555-0123' }],
	['no', 'no', { to: OTHER, phone: TO }],
	['no', 'yes', { to: OTHER, from: TO, direction: 'inbound' }],
	['no', 'yes', { to: OTHER, from: TO, direction: 'Incoming' }],
	['no', 'yes', { to: OTHER, phone: TO, direction: 'inbound' }],
	['no', 'yes', { to: OTHER, from: TO }],
	['unknown', 'unknown', { to: '***0123', from: OTHER }],
	['unknown', 'no', { from: OTHER }],
	['unknown', 'unknown', {}],
	['unknown', 'unknown', { to: 'anonymous', phone_number: { id: 1, number: OTHER } }],
])('the agent called a number: %p, and is on the line: %p for %p', (placed, with_, call) => {
	const wanted = phoneNumberOf(TO) ?? WANTED;

	expect(isPlacedTo(TO)(call)).toBe(placed);
	expect(isCallWith(wanted)(call)).toBe(with_);
});
