import type { INodeListSearchResult } from 'n8n-workflow';

import { COUNTRIES } from '../../parameters/countries';
import { countryOf } from '../../parameters/countryNames';
import type { Field } from '../../parameters/field';
import { field, isBlank, locatedValue } from '../../parameters/field';
import { invalid } from '../../base/invalidInput';
import { asText, quoted } from '../../parameters/scalars';

/** Characters. No name of a country is longer. */
const LONGEST_NAME = 80;

const NAME = 'defaultCountry';
const LABEL = 'Default Country';
const METHOD = 'searchCountries';

/**
 * The country of phone numbers without a country code, as ISO 3166-1 alpha-2 in capitals; undefined if empty. It is
 * read per item, because an expression may take it from the contact. The list isn't part of the node's description,
 * because it would make up a tenth of it.
 */
export const defaultCountry: Field<typeof NAME, string | undefined> = {
	...field(
		{
			displayName: LABEL,
			name: NAME,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description:
				'The country of numbers without a country code, such as 0171 1234567. If empty, numbers need + and a country code.',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose a country...',
					typeOptions: { searchListMethod: METHOD, searchable: true },
				},
				{
					displayName: 'Name or Code',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. Germany or DE',
				},
			],
		},
		read,
		{ methods: { listSearch: { [METHOD]: async (filter) => Promise.resolve(matching(filter)) } } },
	),
	perItem: true,
	below: 'phone',
};

/** The same in *Options*, for operations that rarely need it. */
export const defaultCountryOption: typeof defaultCountry = {
	...field(
		{
			displayName: LABEL,
			name: NAME,
			type: 'string',
			default: '',
			placeholder: 'e.g. Germany or DE',
			description: 'The country of numbers without a country code, as a name or code',
		},
		read,
	),
	perItem: true,
};

function read(raw: unknown): string | undefined {
	const entered = locatedValue(raw);
	return isBlank(entered) ? undefined : countryCode(entered);
}

function matching(filter = ''): INodeListSearchResult {
	const entered = filter.trim().toLowerCase();
	const results = Object.entries(COUNTRIES)
		.filter(
			([code, name]) => code.toLowerCase() === entered || name.toLowerCase().includes(entered),
		)
		.map(([value, name]) => ({ name, value }));
	return { results };
}

function countryCode(raw: unknown): string {
	const entered = asText(raw).trim();
	const code = entered.length > LONGEST_NAME ? undefined : countryOf(entered);
	if (code !== undefined) return code;
	throw invalid(
		`must be a country, such as Germany, or its ISO code, such as DE or DEU (found ${quoted(raw)})`,
	);
}
