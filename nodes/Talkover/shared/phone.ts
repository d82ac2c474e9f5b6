import { invalid } from '../parameters/invalidInput';
import { field, isBlank } from '../parameters/field';
import { asText, quoted } from '../parameters/scalars';

/** What people and CRMs put between digits: spaces of all kinds (with U+FEFF), dots, dashes, brackets. */
const SEPARATORS = /[\s.\-\u2010-\u2015\u2212()[\]\u200e\u200f\u202a-\u202e\u2060]/g;

/**
 * A plus, a country code that does not begin with 0, 15 digits at most (ITU-T E.164). The standard
 * names no minimum; no subscriber anywhere has fewer than 7 digits, country code included.
 */
const E164 = /^\+[1-9]\d{6,14}$/;

/** Characters; even with a separator between any two digits a number has fewer. */
const LONGEST = 200;

/** `+44 (0)20 …`: without its brackets the 0 would make another number of it. */
const TRUNK_PREFIX = /\(\s*0\s*\)/;

/**
 * The E.164 form of a phone number as a CRM stores it.
 * @throws InvalidInput when it is none after the separators are gone; nothing is guessed
 */
export function toE164(raw: unknown): string {
	const entered = asText(raw).trim();
	if (entered.length > LONGEST) throw invalid(`${quoted(entered)} is too long for a phone number`);
	if (TRUNK_PREFIX.test(entered)) {
		throw invalid(
			`${quoted(entered)} holds "(0)", which is dialled only inside the country: leave the 0 out`,
		);
	}
	const number = entered.replace(SEPARATORS, '');
	if (E164.test(number)) return number;
	throw invalid(`${quoted(entered)} ${reason(number)}`);
}

function reason(number: string): string {
	if (!number.startsWith('+')) {
		return 'must begin with + and the country code, e.g. +15551234567';
	}
	if (!/^\+\d*$/.test(number)) {
		return 'holds characters that are not part of a phone number; it must look like +15551234567';
	}
	if (number.startsWith('+0'))
		return 'must not have a 0 after the +: no country code begins with 0';
	return number.length > 16
		? 'has too many digits: an international number has 15 at most'
		: 'has too few digits; it must look like +15551234567';
}

export const phone = field(
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +1 555 123 4567',
		description:
			'The phone number of the other person, with + and country code. Spaces, dots, dashes and brackets do not matter.',
	},
	(raw) => {
		if (isBlank(raw)) throw invalid('is required');
		return toE164(raw);
	},
);
