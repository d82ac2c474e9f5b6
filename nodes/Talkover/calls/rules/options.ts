import { defaultCountry } from '../../operation/defaultCountry';
import type { OptionValues } from '../../parameters/groups';
import { allowedCountries } from './allowedCountries';
import { callingHours, openHours } from './callingHours';
import { doNotCall } from './doNotCall';
import { maxCalls } from './maxCalls';
import { maxCallsPerContact } from './maxPerContact';
import { maxCallsPerHour } from './maxPerHour';
import { onlyCall } from './onlyCall';
import { blockPremiumRate } from './premiumRate';

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
