import { invalid } from '../../../base/invalidInput';
import { COUNTRIES } from '../../../parameters/countries';
import { countryOf } from '../../../parameters/countryNames';
import { asRule, converted, neededIfAdded } from '../../../parameters/field';
import { idList } from '../../../parameters/lists';
import { quoted } from '../../../parameters/scalars';
import { countriesOfNumber } from '../../../shared/phone/numberingPlan';
import type { Rule } from '../rule';
import { YES, no } from '../rule';

const countries = Object.entries(COUNTRIES).map(([value, name]) => ({ name, value }));

/** The ISO 3166-1 alpha-2 codes of the countries. */
export const allowedCountries = {
	...asRule(
		neededIfAdded(
			converted(
				idList({
					displayName: 'Allowed Country Names or IDs',
					name: 'allowedCountries',
					description: 'The only countries to call',
					builderHint: { propertyHint: "Two-letter codes, such as ['BR', 'US']" },
					// Loaded, because every editor of an n8n instance would load the list once per operation otherwise.
					method: 'getCountries',
					load: async () => countries,
				}),
				(entered): ReadonlySet<string> => new Set(entered.map(codeOf)),
			),
		),
	),
	perItem: true,
} as const;

function codeOf(entered: string): string {
	const code = countryOf(entered);
	if (code !== undefined) return code;
	throw invalid(
		`must contain countries, such as Brazil, or their ISO codes, such as BR or BRA (found ${quoted(entered)})`,
	);
}

/** Whether all countries to which a number may belong are allowed. */
export function inCountries(allowed: ReadonlySet<string>): Rule {
	return ({ to }) => {
		const possible = countriesOfNumber(to);
		const foreign = possible.find((country) => !allowed.has(country));
		if (possible.length > 0 && foreign === undefined) return YES;
		const where =
			foreign === undefined
				? 'belongs to no country'
				: `${possible.length > 1 ? 'may belong' : 'belongs'} to ${COUNTRIES[foreign] ?? foreign}`;
		const message = `${to} ${where}, and only numbers of 'Allowed Country Names or IDs' are called`;
		return no({ reason: 'countryNotAllowed', message });
	};
}
