import { InvalidInput } from '../../base/invalidInput';
import { toggle } from '../../parameters/scalars';
import { detailsOf, isPremiumRate } from './numberingPlan';
import { phone } from './phone';

/**
 * Codes of satellite networks (870, 881), international networks (882, 883), personal numbers (878), disaster relief
 * (888) and international premium rate (979), by ITU-T E.164. Calls to them cost several dollars a minute.
 */
const EXPENSIVE_CODES = /^\+(?:870|878|881|882|883|888|979)/;
const SATELLITE = /^\+(?:870|88[123])/;

/** For operations that make calls. */
export const blockPremiumRate = toggle({
	displayName: 'Block Premium-Rate and Satellite Numbers',
	name: 'blockPremiumRate',
	default: true,
	description:
		'Whether to reject premium-rate numbers, and satellite and other international networks (+870, +878, +881, +882, +883, +888, +979), before anything is sent',
});

/** Types of phone numbers, by their names in the numbering plan. */
const TYPES: Readonly<Record<string, string>> = {
	FIXED_LINE: 'fixedLine',
	FIXED_LINE_OR_MOBILE: 'fixedLineOrMobile',
	MOBILE: 'mobile',
	PAGER: 'pager',
	PERSONAL_NUMBER: 'personalNumber',
	PREMIUM_RATE: 'premiumRate',
	SHARED_COST: 'sharedCost',
	TOLL_FREE: 'tollFree',
	UAN: 'companyNumber',
	VOICEMAIL: 'voicemail',
	VOIP: 'voip',
};

/** What is known about a number without a request. */
export interface CheckedNumber {
	readonly country: string | null;
	readonly type: string;
	readonly national: string;
}

/** @param number in E.164 form */
export function checkedNumber(number: string): CheckedNumber {
	const { country = null, type = '', national } = detailsOf(number);
	const kind = isPremiumRate(number) ? 'premiumRate' : (TYPES[type] ?? 'unknown');
	return { country, type: SATELLITE.test(number) ? 'satellite' : kind, national };
}

/** Whether a number in E.164 form is a premium-rate number or belongs to an expensive network. */
export function isExpensive(number: string): boolean {
	return EXPENSIVE_CODES.test(number) || isPremiumRate(number);
}

export const EXPENSIVE_ADVICE =
	"To call it anyway, turn off 'Block Premium-Rate and Satellite Numbers' in 'Options'";

/** @throws InvalidInput if the option blocks a number */
export function throwIfBlocked(
	number: string,
	{ blockPremiumRate: blocks }: { readonly blockPremiumRate: boolean },
): void {
	if (!blocks || !isExpensive(number)) return;
	const text = `${number} ${whyExpensive(number)}. ${EXPENSIVE_ADVICE}`;
	throw new InvalidInput([{ label: phone.property.displayName, text }]);
}

/** For messages: `is a premium-rate number`. */
export function whyExpensive(number: string): string {
	return isPremiumRate(number)
		? 'is a premium-rate number'
		: 'belongs to a satellite or international network';
}
