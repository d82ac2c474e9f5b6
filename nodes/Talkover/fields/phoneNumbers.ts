import { idList } from '../engine/listTypes';
import { shown } from './editor';
import type { Entries } from './locator';
import { allOf } from './locator';

/** Numbers that can take part in calls (API reference: list-phone-numbers, not paged). */
export const voiceNumbers: Entries = {
	request: () => ({ method: 'GET', path: ['phone-numbers'], query: { has_voice: true } }),
	entry: (number) => ({
		name: `${shown(number.international_number) || shown(number.number)} (${[number.country_code, number.type].map(shown).filter(Boolean).join(', ')})`,
		value: shown(number.id),
		description: shown(number.current_status),
	}),
};

/**
 * Numbers of the environment that the agent answers on or dials from. None chosen is undefined, so
 * that nothing is unassigned.
 */
export const phoneNumberIds = idList({
	displayName: 'Phone Number Names or IDs',
	name: 'phoneNumberIds',
	method: 'getPhoneNumbers',
	load: allOf(voiceNumbers),
	hint: 'The agent answers on these numbers or dials from them. An expression may give several IDs separated by commas.',
});
