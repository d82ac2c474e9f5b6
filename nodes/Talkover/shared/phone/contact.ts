import { isListed } from './numberingPlan';

/** Where people and systems write numbers in several ways, and the digits that can be there. */
const SPELLINGS: readonly (readonly [place: RegExp, ...digits: string[]])[] = [
	// Mobile numbers of Brazil, which WhatsApp writes without it.
	[/(?<=^\+55\d\d)9?(?=[6-9]\d{7}$)/, '9', ''],
	// Mobile numbers of Argentina: it's only dialed from abroad.
	[/(?<=^\+54)9?(?=\d{10}$)/, '9', ''],
	// Mobile numbers of Mexico until 2019.
	[/(?<=^\+52)1?(?=\d{10}$)/, '1', ''],
	// Numbers of Benin since 2024.
	[/(?<=^\+229)(?:01)?(?=\d{8}$)/, '01', ''],
	// Fixed lines of Colombia since 2021.
	[/(?<=^\+57)(?:60)?(?=[124-8]\d{7}$)/, '60', ''],
	// Fixed lines of San Marino, which are dialed through Italy as well.
	[/(?<=^\+)(?:378(?:0549)?|390?549)(?=\d{6}$)/, '3780549', '378', '390549', '39549'],
	// Fixed lines of Italy, where it belongs to the number.
	[/(?<=^\+39)0?(?=[1-9]\d{4,9}$)/, '0', ''],
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
	const [place, ...digits] = SPELLINGS.find(([numbers]) => numbers.test(number)) ?? [];
	if (!place) return [number];
	const spellings = digits.map((each) => number.replace(place, each));
	const [full = number, short = number] = spellings;
	// Without the 0, it may be another number: that of a mobile phone.
	const isOther = digits[0] === '0' && (isListed(short) || !isListed(full));
	return isOther ? [number] : spellings;
}
