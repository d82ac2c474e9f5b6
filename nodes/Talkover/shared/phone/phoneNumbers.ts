import type { Documented } from '../../api/contract/documented';
import { textOfId } from '../../api/content/identity';
import { CREDENTIAL } from '../../api/client';
import { namedListIn } from '../../api/response/answer';
import { readPages } from '../../operation/answers/paging';
import { idList } from '../../parameters/lists';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { shownText } from '../../pickers/entry';
import { commaSeparated, displayText, openSend } from '../../pickers/request';
import type { Entries } from '../../pickers/locator';
import { BOUNDS, allOf, locator } from '../../pickers/locator';

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

type Load = ReturnType<typeof allOf>;

/** The same list, which says which agents use a number, unless that can't be read. */
function withUsers(load: Load): Load {
	return async function () {
		if (this.getNode().credentials?.[CREDENTIAL] === undefined) return [];
		const options = await load.call(this);
		if (options.length === 0) return options;
		const request = { endpoint: 'listAgents', path: ['agents'] } as const;
		const read = await readPages(await openSend(this), request, agentList, { bounds: BOUNDS });
		const agents = read.ok ? read.value.elements : [];
		return options.map((option) => {
			const users = agents.filter((agent) => numberIds(agent).includes(String(option.value)));
			const names = users.map(({ name }) => displayText(name)).filter(Boolean);
			if (names.length === 0) return option;
			const text = shownText(`used by ${names.join(', ')}`);
			return { ...option, description: [option.description, text].filter(Boolean).join(', ') };
		});
	};
}

const agentList: Shape<Documented<'Agent'>[]> = list;

function numberIds(agent: Documented<'Agent'>): string[] {
	return (namedListIn(agent, 'phone_numbers') ?? []).flatMap(({ id }) => textOfId(id) ?? []);
}

/** The phone number that an operation works on, including numbers without voice. */
export const phoneNumberLocator = locator({
	displayName: 'Phone Number',
	name: 'phoneNumberId',
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
	// Loaded again once these are chosen, because a new node has no credential at first.
	dependsOn: ['language', 'direction', 'voiceTemplateId.value'],
	load: withUsers(allOf(voiceNumbers)),
});

/** The phone numbers of the chosen agent. Undefined if none are selected, so that none are removed. */
export const agentPhoneNumberIds = idList({
	...phoneNumberList,
	method: 'getAgentPhoneNumbers',
	dependsOn: ['agentId.value'],
	load: withUsers(allOf(voiceNumbers, 'agentId')),
});
