import { idList } from '../parameters/lists';
import { list } from '../operation/shapes';
import { commaSeparated, displayText } from '../pickers/request';
import type { Entries } from '../pickers/locator';
import { allOf, locator } from '../pickers/locator';

/** All numbers of the environment (API reference: list-phone-numbers, not paged). */
const numbers: Entries = {
	request: () => ({ method: 'GET', path: ['phone-numbers'] }),
	entry: (number) => ({
		name: `${displayText(number.international_number) || displayText(number.number)} (${commaSeparated(number.country_code, number.type)})`,
		value: displayText(number.id),
		description: displayText(number.current_status),
	}),
};

/**
 * Numbers that can take part in calls. They are picked out here: how the filter of the API wants its
 * "true" to be written is not documented, and a list that does not open keeps everybody from working.
 */
const voiceNumbers: Entries = {
	...numbers,
	data: {
		...list,
		read: (body) => list.read(body)?.filter(({ has_voice: voice }) => voice !== false),
	},
};

/** The number an operation works on; also one that cannot take part in calls. */
export const phoneNumberLocator = locator({
	displayName: 'Phone Number',
	name: 'phoneNumberId',
	description: 'The phone number of the environment to work with',
	what: 'a phone number',
	method: 'searchPhoneNumbers',
	idExample: 'phone-uuid-1',
	entries: numbers,
});

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
