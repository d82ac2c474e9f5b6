import type { Documented } from '../../api/contract/documented';
import { idList } from '../../parameters/lists';
import type { Shape } from '../../operation/shapes';
import { list } from '../../operation/shapes';
import { commaSeparated, displayText } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { allOf, locator } from '../../pickers/locator';

const numberList: Shape<Documented<'PhoneNumber'>[]> = list;

/** All numbers of the environment (API reference: list-phone-numbers, not paged). */
const numbers: Entries = {
	request: () => ({ endpoint: 'listPhoneNumbers', path: ['phone-numbers'] }),
	entry: (number: Documented<'PhoneNumber'>) => ({
		name: `${displayText(number.international_number) || displayText(number.number)} (${commaSeparated(number.country_code, number.type)})`,
		value: displayText(number.id),
		description: displayText(number.current_status),
	}),
};

/**
 * Numbers for voice calls. Filtered here, because the form of the API's filter isn't documented, and nobody could
 * work with a list that doesn't load.
 */
const voiceNumbers: Entries = {
	...numbers,
	data: {
		...numberList,
		read: (reply) => numberList.read(reply)?.filter(({ has_voice: voice }) => voice !== false),
	},
};

/** The phone number that an operation works on, including numbers without voice. */
export const phoneNumberLocator = locator({
	displayName: 'Phone Number',
	name: 'phoneNumberId',
	description: 'The phone number to work with',
	what: 'a phone number',
	method: 'searchPhoneNumbers',
	idExample: 'phone-uuid-1',
	entries: numbers,
});

const phoneNumberList = {
	displayName: 'Phone Number Names or IDs',
	name: 'phoneNumberIds',
	hint: 'The numbers that the agent uses for its calls. If empty, none are sent. In an expression, separate several IDs with commas.',
} as const;

/** The phone numbers of a new agent. Undefined if none are selected. */
export const phoneNumberIds = idList({
	...phoneNumberList,
	method: 'getPhoneNumbers',
	load: allOf(voiceNumbers),
});

/** The phone numbers of the chosen agent. Undefined if none are selected, so that none are removed. */
export const agentPhoneNumberIds = idList({
	...phoneNumberList,
	method: 'getAgentPhoneNumbers',
	dependsOn: ['agentId.value'],
	load: allOf(voiceNumbers, 'agentId'),
});
