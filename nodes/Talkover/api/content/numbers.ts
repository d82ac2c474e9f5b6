import type { Certainty } from '../../base/certainty';
import { allOf } from '../../base/certainty';
import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';

/** A phone number in a response: `international` begins with +, and `plain` may be national. */
export interface PhoneNumber {
	readonly form: 'international' | 'plain';
	readonly digits: string;
}

/** The digits of the shortest subscriber numbers. Shorter numbers are extensions or short codes. */
const FEWEST_DIGITS = 7;
/** The most characters of a number with its formatting. Longer texts aren't read. */
const LONGEST = 100;

/** Digits with the usual formatting. `--` and `..` stand for hidden ones. */
const FORMATTED = /^\s*\(?\+?\(?\d(?:(?!--|\.\.)[\s().\-/]{0,2}\d)*\s*$/;

/** What isn't dialed from abroad: the 8 of Russia and its neighbors, and the 15 of Argentina's mobile numbers. */
const DIALED = [/^80?/, /(?<=^\d{2,4})15(?=\d{6,8}$)/];

/** Reads a phone number: a text with digits and the usual formatting. Undefined if it isn't one, such as one with hidden digits. */
export function phoneNumberOf(value: unknown): PhoneNumber | undefined {
	if (typeof value !== 'string' || value.length > LONGEST) return undefined;
	if (!FORMATTED.test(value)) return undefined;
	const isInternational = value.trim().startsWith('+');
	if (isInternational && !isExact(value)) return undefined;
	const digits = value.replace(/\D/g, '').replace(isInternational ? '' : /^0+/, '');
	if (digits.length < FEWEST_DIGITS) return undefined;
	return { form: isInternational ? 'international' : 'plain', digits };
}

/** E.164 without its plus. Talkover's own examples have numbers that the numbering plan doesn't list. */
const E164 = /^[1-9]\d{6,14}$/;

/** Whether a number with a plus is that number only, without an extension or a 0 that isn't dialed from abroad. */
function isExact(written: string): boolean {
	return E164.test(written.replace(/\D/g, '')) && !/\/|\(0\)/.test(written);
}

/**
 * Whether two numbers are the same. Compares exactly if both are international. A national number can only show that
 * two numbers differ, or that they may be the same.
 */
export function compareNumbers(a: PhoneNumber, b: PhoneNumber): Certainty {
	const formOfBoth = a.form === b.form ? a.form : undefined;
	if (a.digits === b.digits) return formOfBoth === 'plain' ? 'unknown' : 'yes';
	if (formOfBoth === 'international') return 'no';
	const mayBe = endsLike(a, b) || endsLike(b, a);
	return mayBe ? 'unknown' : 'no';
}

/** Whether a number ends with another one, as it's written internationally or as it may be dialed in its country. */
function endsLike({ digits: long }: PhoneNumber, { form, digits }: PhoneNumber): boolean {
	const forms = form === 'plain' ? DIALED.map((prefix) => digits.replace(prefix, '')) : [];
	return [digits, ...forms].some((each) => each.length >= FEWEST_DIGITS && long.endsWith(each));
}

/** The numbers on both sides of a call. A side without a number that can be read is empty. */
export interface Numbers {
	readonly to: readonly PhoneNumber[];
	readonly from: readonly PhoneNumber[];
}

/** Whether a side of a call has a number, whether it can be read or not. */
export function hasSide(call: JsonObject, side: 'from' | 'to'): boolean {
	return isSet(call[side]) || isSet(call[`${side}_formatted`]);
}

/** What the numbering plans, which only code above this one knows, say of a number: undefined if it may be any number. */
export type InPlan = (number: PhoneNumber) => PhoneNumber | undefined;

/** The numbers of a call. */
export function numbersOf(call: JsonObject, inPlan: InPlan = (number) => number): Numbers {
	return {
		to: readAll(call, ['to', 'to_formatted'], inPlan),
		from: readAll(call, ['from', 'from_formatted'], inPlan),
	};
}

function readAll(
	thing: JsonObject,
	names: readonly string[],
	inPlan: InPlan,
): readonly PhoneNumber[] {
	const numbers: PhoneNumber[] = [];
	for (const name of names) {
		const written = phoneNumberOf(thing[name]);
		const number = written && inPlan(written);
		if (number) numbers.push(number);
	}
	return numbers;
}

/** Whether one of the numbers on a side of a call is the wanted one. Without any, it isn't known. */
export function isAmong(numbers: readonly PhoneNumber[], wanted: PhoneNumber): Certainty {
	const certainties = numbers.map((number) => compareNumbers(number, wanted));
	if (certainties.length === 0) return 'unknown';
	// The same number in several forms: one that differs proves it, whatever an ending looks like.
	return certainties.includes('yes') ? 'yes' : allOf(certainties);
}
