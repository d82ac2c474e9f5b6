import { isListed } from './numberingPlan';

/** A digit that some people and systems leave out, and numbers with or without it. */
const OPTIONAL_DIGITS: readonly (readonly [digit: string, numbers: RegExp])[] = [
	// Mobile numbers of Brazil, which WhatsApp writes without it.
	['9', /^\+(55\d\d)9?([6-9]\d{7})$/],
	// Mobile numbers of Argentina: it's only dialed from abroad.
	['9', /^\+(54)9?(\d{10})$/],
	// Mobile numbers of Mexico until 2019.
	['1', /^\+(52)1?(\d{10})$/],
	// Fixed lines of Italy, where it belongs to the number.
	['0', /^\+(39)0?([1-9]\d{4,9})$/],
];

/**
 * Identifies the contact of a number: numbers that reach the same phone have the same one. For what prevents a call. What
 * allows a call, or takes one for its own, compares numbers exactly.
 *
 * @param number in E.164 form
 */
export function contactOf(number: string): string {
	const [first = number] = spellingsOf(number);
	return first;
}

/** All numbers with the same contact, in an order that doesn't depend on which of them is given. */
export function spellingsOf(number: string): readonly string[] {
	for (const [digit, numbers] of OPTIONAL_DIGITS) {
		const [, start = '', end = ''] = numbers.exec(number) ?? [];
		if (start === '') continue;
		const [full, short] = [`+${start}${digit}${end}`, `+${start}${end}`];
		// Without the 0, it may be another number: that of a mobile phone.
		const isOther = digit === '0' && (isListed(short) || !isListed(full));
		return isOther ? [number] : [full, short];
	}
	return [number];
}
