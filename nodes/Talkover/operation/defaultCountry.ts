import { COUNTRIES } from '../parameters/countries';
import { countryOf } from '../parameters/countryNames';
import type { Field } from '../parameters/field';
import { field, isBlank } from '../parameters/field';
import { invalid } from '../base/invalidInput';
import { asText, quoted } from '../parameters/scalars';

/** Characters. No name of a country is longer. */
const LONGEST_NAME = 80;

/**
 * The country of phone numbers without a country code, as ISO 3166-1 alpha-2 in capitals; undefined if empty.
 * Every operation with a phone number has this option. It is read per item, because an expression may take it
 * from the contact.
 */
export const defaultCountry: Field<'defaultCountry', string | undefined> = {
	...field(
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'options',
			default: '',
			options: [
				{ name: '(None)', value: '' },
				...Object.entries(COUNTRIES).map(([value, name]) => ({ name, value })),
			],
			description:
				'The country of phone numbers without a country code, such as 0171 1234567. If empty, every number needs + and a country code; an expression can give each item its own, as a name or code, such as Germany or DE.',
		},
		(raw) => (isBlank(raw) ? undefined : countryCode(raw)),
	),
	perItem: true,
};

function countryCode(raw: unknown): string {
	const entered = asText(raw).trim();
	const code = entered.length > LONGEST_NAME ? undefined : countryOf(entered);
	if (code !== undefined) return code;
	throw invalid(
		`must be a country, such as Germany, or its ISO code, such as DE or DEU (found ${quoted(raw)})`,
	);
}
