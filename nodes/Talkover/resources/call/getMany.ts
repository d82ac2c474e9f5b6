import { conclude } from '../../api/content/decisions';
import { requestFields } from '../../api/contract/requestFields';
import { converted, shownWhen } from '../../parameters/field';
import { date } from '../../parameters/dates';
import { filtersOf } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { text } from '../../parameters/scalars';
import { defaultCountryOption } from '../../operation/panel/defaultCountry';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { direction } from '../../shared/direction';
import { toPossibleE164 } from '../../shared/phone/phone';
import { CALLS, callsOfAgent } from '../../calls/reading/callLists';
import type { RawCall } from '../../calls/reading/call';
import { isCallTo } from '../../calls/reading/isCallWith';
import type { ListedCall } from './summary';
import { CALL_SUMMARY, listedCall } from './summary';
import { whoseCalls } from './whoseCalls';

const filters = filtersOf([
	date({
		displayName: 'Date From',
		name: 'dateFrom',
		description: 'The first day to include (YYYY-MM-DD)',
	}),
	date({
		displayName: 'Date To',
		name: 'dateTo',
		description: 'The last day to include (YYYY-MM-DD)',
	}),
	{
		...direction,
		property: {
			...direction.property,
			description: 'The direction of the calls',
		},
	},
	text({
		displayName: 'Search',
		name: 'search',
		description:
			'A phone number on either side of the call, or the SID of a call in the telephone network',
	}),
	...choiceAndOther({
		displayName: 'Status',
		name: 'status',
		default: 'completed',
		description: 'The status of the calls',
		options: [
			{ name: 'Answered', value: 'answered', description: 'In progress' },
			{ name: 'Busy', value: 'busy' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Initiated', value: 'initiated', description: 'About to be dialed' },
			{ name: 'No Answer', value: 'no-answer' },
			{ name: 'Ringing', value: 'ringing' },
		],
		example: 'in-progress',
	}),
	converted(
		text({
			displayName: 'To',
			name: 'to',
			placeholder: 'e.g. +1 212 555 0123',
			description:
				'The number that was called, with + and a country code or as it is dialed in the Default Country',
		}),
		(to, { country }) => toPossibleE164(to, country),
	),
]);

const callList: Shape<ListedCall[]> = list;

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calls',
	description: 'Retrieve a list of inbound and outbound calls',
	fields: [whoseCalls, shownWhen({ agents: ['one'] }, agentLocator), filters],
	options: [defaultCountryOption],
	request: ({ agentId, filters: { to, ...chosen } }) => ({
		// The list of an agent has no filter by number. The list of all agents has one, and also a filter by agent.
		...(agentId === undefined || to !== undefined
			? { ...CALLS, query: requestFields('ListCallsQuery', { agentId, ...chosen, to }) }
			: {
					...callsOfAgent(agentId),
					query: requestFields('ListAgentCallsQuery', chosen),
				}),
	}),
	isList: true,
	// This filter isn't documented for this list (only in active-call), so Talkover may ignore it.
	matching: ({ filters: { to } }) => {
		if (to === undefined) return undefined;
		const isTo = isCallTo(to);
		return (call: RawCall) => conclude('withNumber', isTo(call));
	},
	complete: async (calls) => Promise.resolve({ items: calls.map(listedCall) }),
	data: callList,
	simplify: CALL_SUMMARY,
});
