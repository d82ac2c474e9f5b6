import { COUNTRIES } from '../parameters/countries';
import type { Field, PerItem } from '../parameters/field';
import { field, isBlank } from '../parameters/field';
import { invalid } from '../parameters/invalidInput';
import { asText, quoted } from '../parameters/scalars';

/**
 * The country of phone numbers without a country code, as ISO 3166-1 alpha-2 in capitals; undefined if empty.
 * Every operation with a phone number has this option. It is read per item, because an expression may take it
 * from the contact.
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
				'The country of phone numbers without a country code, such as 0171 1234567. If empty, every number needs + and a country code; an expression can give each item its own ISO code, such as DE.',
		},
		(raw) => (isBlank(raw) ? undefined : countryCode(raw)),
	),
	perItem: true,
};

function countryCode(raw: unknown): string {
	const code = asText(raw).trim();
	const capitals = code.length === 2 ? code.toUpperCase() : '';
	if (Object.hasOwn(COUNTRIES, capitals)) return capitals;
	throw invalid(`must be a two-letter ISO country code such as DE or BR (found ${quoted(raw)})`);
}
