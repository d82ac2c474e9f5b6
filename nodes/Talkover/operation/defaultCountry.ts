import { COUNTRIES } from '../parameters/countries';
import type { Field, PerItem } from '../parameters/field';
import { field, isBlank } from '../parameters/field';
import { invalid } from '../parameters/invalidInput';
import { asText, quoted } from '../parameters/scalars';

/**
 * The country of phone numbers that have no country code, as ISO 3166-1 alpha-2 in capitals; blank is undefined.
 * Every operation with a phone number has it among its options. It is read for each item, because an expression
 * may take it from the contact.
 */
export const defaultCountry: Field<'defaultCountry', string | undefined> & PerItem = {
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
				'The country of phone numbers without a country code, such as 0171 1234567. If it is empty, every number needs + and country code. An expression can give the ISO code of each item, such as DE.',
		},
		(raw) => (isBlank(raw) ? undefined : countryCode(raw)),
	),
	perItem: true,
};

function countryCode(raw: unknown): string {
	const code = asText(raw).trim();
	const capitals = code.length === 2 ? code.toUpperCase() : '';
	if (Object.hasOwn(COUNTRIES, capitals)) return capitals;
	throw invalid(
		`must be the ISO code of a country, two letters such as DE or BR (it is ${quoted(raw)})`,
	);
}
