import { detailsOf, isPremiumRate } from './numberingPlan';

/**
 * Codes of satellite networks (870, 881), international networks (882, 883), personal numbers (878), disaster relief
 * (888) and international premium rate (979), by ITU-T E.164. Calls to them cost several dollars a minute.
 */
const EXPENSIVE_CODES = /^\+(?:870|878|881|882|883|888|979)/;
const SATELLITE = /^\+(?:870|88[123])/;

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

/** For messages: `is a premium-rate number`. */
export function whyExpensive(number: string): string {
	return isPremiumRate(number)
		? 'is a premium-rate number'
		: 'belongs to a satellite or international network';
}
