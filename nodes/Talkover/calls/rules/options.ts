import { defaultCountry } from '../../operation/panel/defaultCountry';
import type { OptionValues } from '../../parameters/groups';
import { allowedCountries } from './numbers/allowedCountries';
import { callingHours, openHours } from './callingHours';
import { doNotCall } from './numbers/doNotCall';
import { maxCalls } from './limits/maxCalls';
import { maxCallsPerContact } from './limits/maxPerContact';
import { maxCallsPerHour } from './limits/maxPerHour';
import { onlyCall } from './numbers/onlyCall';
import { blockPremiumRate } from './numbers/premiumRate';

const contactRules = [
	defaultCountry,
	allowedCountries,
	blockPremiumRate,
	doNotCall,
	maxCallsPerContact,
	onlyCall,
] as const;

/** The rules for numbers, for calls that Talkover makes at its own times. */
export const numberRules = [...contactRules, maxCalls, maxCallsPerHour] as const;

/** The rules for calls that are made immediately. */
export const callRules = [...numberRules, callingHours] as const;

/** The rules for a check, which makes no calls that could be counted or delayed. */
export const checkableRules = [...contactRules, openHours] as const;

/** The values of the rules, and what they depend on. */
export type RuleOptions = OptionValues<typeof contactRules> &
	Partial<OptionValues<typeof callRules>> & {
		readonly isTest?: boolean | undefined;
		readonly skipIfActive?: boolean | undefined;
	};
