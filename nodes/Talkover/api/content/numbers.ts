import type { Certainty } from '../../base/certainty';
import { allOf, anyOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isList, isRecord, isSet, plainTextOf } from '../../base/json';
import { firstOf, namesOf, valuesOf } from './fields';

/**
 * A phone number in a response.
 *
 * - `international`: begins with + or 00
 * - `plain`: digits without a prefix, so it may be national
 * - `masked`: some digits are hidden
 */
export type PhoneNumber =
	| { readonly form: 'international' | 'plain'; readonly digits: string }
	| {
			readonly form: 'masked';
			/** The digits before those that are hidden; empty if it's unknown where they begin. */
			readonly start: string;
			readonly end: string;
	  };

/** The digits of the shortest subscriber numbers. Shorter numbers are extensions or short codes. */
const FEWEST_DIGITS = 7;
/** The most characters of a number with its formatting. Longer texts aren't read. */
const LONGEST = 200;

/** Digits that are hidden: `****`, `XXXX`, `…`, `---`. A single `x` begins an extension. */
const HIDDEN = /[*\u00b7\u2022\u25cf\u2026#]+|\.{3}|-{2,}|_{2,}|x{2,}/i;
const EXTENSION = /(?:ext\.?|x) ?\d.*$/i;

/** What isn't dialed from abroad: the 8 of Russia and its neighbors, and the 15 of Argentina's mobile numbers. */
const DIALED = [/^80?/, /(?<=^\d{2,4})15(?=\d{6,8}$)/];

/** Names of a number inside an object. */
const INSIDE = namesOf(`
	e164 international number phone_number phone value uri address national_number phones
	phone_numbers mobile
`);
/** Names of the country code next to a national number inside an object. */
const COUNTRY_CODE = namesOf('country_code calling_code dial_code');

/** Reads a phone number: text, a number, `{number: …}`, or a `tel:` or `sip:` URI. Undefined if it isn't one. */
export function phoneNumberOf(value: unknown, depth = 0): PhoneNumber | undefined {
	if (isList(value) && value.length === 1) return phoneNumberOf(value[0], depth);
	if (isRecord(value)) {
		const number = depth > 2 ? undefined : phoneNumberOf(firstOf(value, INSIDE), depth + 1);
		return number && withCountryCode(number, firstOf(value, COUNTRY_CODE));
	}
	if (typeof value === 'number') return Number.isInteger(value) ? plain(String(value)) : undefined;
	if (typeof value !== 'string' || value.length > LONGEST) return undefined;
	const text = userPart(inAscii(value));
	if (HIDDEN.test(text)) return masked(text);
	const number = text.replace(EXTENSION, '');
	return isFormatted(number) ? written(number) : undefined;
}

/** Codes of countries where people dial 8 or 06 before national numbers, or a 0 that is part of the number. */
const OTHER_PREFIXES = /^(?:7|36|39|54|225|229|24[12]|37[58]|993)$/;

/** A national number with its country code, unless it may begin with it already, or with what isn't dialed after it. */
function withCountryCode(number: PhoneNumber, code: unknown): PhoneNumber {
	const [, digits = ''] = /^\+?([1-9]\d{0,3})$/.exec(plainTextOf(code)) ?? [];
	const isUnclear = number.form !== 'plain' || OTHER_PREFIXES.test(digits);
	if (isUnclear || digits === '' || number.digits.startsWith(digits)) return number;
	return { form: 'international', digits: digits + number.digits };
}

/** Full-width digits as usual ones, without invisible characters. */
function inAscii(text: string): string {
	return /[\u0080-\uffff]/.test(text) ? text.normalize('NFKC').replace(/\p{Cf}/gu, '') : text;
}

/** The part of a URI that is the number. Digits of the host and of parameters don't belong to it. */
function userPart(value: string): string {
	const inBrackets = /<([^<>]*)>/.exec(value)?.[1] ?? value;
	const uri = inBrackets.replaceAll(/%2b/gi, '+').trim();
	const [user = ''] = uri.replace(/^[a-z]+:(?:\/\/)?/i, '').split('@');
	const [number = ''] = user.split(/[;?:,]/);
	return number.trim();
}

/** Whether a text has nothing but digits and the usual formatting, so that it isn't a name or an ID. */
function isFormatted(text: string): boolean {
	return /^[+\d\s().\-\u2010-\u2015/]+$/.test(text);
}

function written(text: string): PhoneNumber | undefined {
	if (/^\W*\+/.test(text)) return international(text.replace(/\(0\)/, ''));
	const digits = digitsOf(text);
	return digits.startsWith('00') ? international(digits.slice(2)) : plain(digits);
}

function international(text: string): PhoneNumber | undefined {
	const digits = digitsOf(text);
	return digits.length < FEWEST_DIGITS ? undefined : { form: 'international', digits };
}

function plain(written: string): PhoneNumber | undefined {
	const digits = written.replace(/^0+/, '');
	return digits.length < FEWEST_DIGITS ? undefined : { form: 'plain', digits };
}

function masked(text: string): PhoneNumber {
	const parts = text.split(HIDDEN);
	const [before = ''] = parts;
	// Before national digits, the hidden number may have a country code.
	const isStart = /^\W*(?:\+|00)/.test(before);
	return {
		form: 'masked',
		start: isStart ? digitsOf(before).replace(/^00/, '') : '',
		end: digitsOf(parts.at(-1) ?? ''),
	};
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}

/**
 * Whether two numbers are the same. Compares exactly if both are international. A national number can only show that
 * two numbers differ, or that they may be the same; so can a masked one.
 */
export function compareNumbers(a: PhoneNumber, b: PhoneNumber): Certainty {
	if (a.form === 'masked') return compareMasked(a, b);
	if (b.form === 'masked') return compareMasked(b, a);
	if (a.digits === b.digits) return isPlain(a) && isPlain(b) ? 'unknown' : 'yes';
	if (!isPlain(a) && !isPlain(b)) return 'no';
	const mayBe = endsLike(a, b) || endsLike(b, a);
	return mayBe ? 'unknown' : 'no';
}

type Readable = Exclude<PhoneNumber, { form: 'masked' }>;

/** Whether a number ends with another one, as it's written internationally or as it may be dialed in its country. */
function endsLike({ digits: long }: Readable, { form, digits }: Readable): boolean {
	const forms = form === 'plain' ? DIALED.map((prefix) => digits.replace(prefix, '')) : [];
	return [digits, ...forms].some((each) => each.length >= FEWEST_DIGITS && long.endsWith(each));
}

function isPlain({ form }: PhoneNumber): boolean {
	return form === 'plain';
}

function compareMasked(
	{ start, end }: Extract<PhoneNumber, { form: 'masked' }>,
	other: PhoneNumber,
): Certainty {
	if (other.form === 'masked') return 'unknown';
	const fits = other.digits.endsWith(end) && (isPlain(other) || other.digits.startsWith(start));
	return fits ? 'unknown' : 'no';
}

/** The numbers on both sides of a call. A side without a number that can be read is empty. */
export interface Numbers {
	readonly to: readonly PhoneNumber[];
	readonly from: readonly PhoneNumber[];
}

const TO = namesOf(`
	to to_number to_phone to_formatted to_phone_number phone_to number_to called called_number
	callee callee_number recipient recipient_number recipient_phone receiver receiver_number
	destination destination_number destinations dialed_number target target_number
`);
const FROM = namesOf(`
	from from_number from_phone from_formatted from_phone_number phone_from number_from caller
	caller_id caller_number calling_number source_number
`);
/** Names of the contact's number, whoever called. */
const CONTACT = namesOf(`
	phone_number phone number customer_number contact_number customer_phone contact_phone
	customer_phone_number contact_phone_number client_number client_phone lead_phone user_number
	msisdn e164
`);
const CONTACTS = ['customer', 'contact', 'lead', 'person', 'client'];

/** The numbers of a call. The contact's own number stands for the side that has none. */
export function numbersOf(call: JsonObject): Numbers {
	const to = readAll(call, TO);
	const from = readAll(call, FROM);
	const isInbound = directionOf(call) === 'inbound';
	if ((isInbound ? from : to).length > 0) return { to, from };
	const contact = contactsOf(call);
	return isInbound ? { to, from: contact } : { to: contact, from };
}

function readAll(thing: JsonObject, names: readonly string[]): readonly PhoneNumber[] {
	const values = valuesOf(thing, names).flatMap((value) => value);
	return values.flatMap((value) => phoneNumberOf(value) ?? []);
}

function contactsOf(call: JsonObject): readonly PhoneNumber[] {
	const inside = valuesOf(call, CONTACTS).flatMap((contact) =>
		isRecord(contact) ? readAll(contact, INSIDE) : (phoneNumberOf(contact) ?? []),
	);
	// An object with an ID is a phone number of the account, which is on the agent's side.
	const own = valuesOf(call, CONTACT).filter((value) => !isRecord(value) || !isSet(value.id));
	return [...inside, ...own.flatMap((value) => phoneNumberOf(value) ?? [])];
}

const DIRECTION = namesOf('direction call_direction type');

/** Who called, as far as the call says. */
export function directionOf(call: JsonObject): 'inbound' | 'outbound' | undefined {
	const value = firstOf(call, DIRECTION);
	const direction = isRecord(value) ? (value.value ?? value.name) : value;
	if (typeof direction !== 'string') return undefined;
	if (/^in(?:bound|coming)?\b/i.test(direction.trim())) return 'inbound';
	return /^out(?:bound|going)?\b/i.test(direction.trim()) ? 'outbound' : undefined;
}

/** Whether one of the numbers on a side of a call is the wanted one. Without any, it isn't known. */
export function isAmong(numbers: readonly PhoneNumber[], wanted: PhoneNumber): Certainty {
	const certainties = numbers.map((number) => compareNumbers(number, wanted));
	if (certainties.length === 0) return 'unknown';
	// The same number in several forms: one that differs proves it, whatever an ending looks like.
	return certainties.includes('yes') ? 'yes' : allOf(certainties);
}

/** The numbers that an agent made a call to; `received` if the agent didn't make it. */
export function placedNumbers(call: JsonObject): readonly PhoneNumber[] | 'received' {
	return directionOf(call) === 'inbound' ? 'received' : numbersOf(call).to;
}

/** Whether a call is with a number, whoever called. */
export function isCallWith(wanted: PhoneNumber): (call: JsonObject) => Certainty {
	return (call) => {
		const { to, from } = numbersOf(call);
		const sides = [to, from].filter((side) => side.length > 0);
		return sides.length === 0 ? 'unknown' : anyOf(sides.map((side) => isAmong(side, wanted)));
	};
}
