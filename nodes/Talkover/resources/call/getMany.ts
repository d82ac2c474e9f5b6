import { apiFields } from '../../parameters/apiNames';
import { converted, shownWhen } from '../../parameters/field';
import { date } from '../../parameters/dates';
import { collection } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { text } from '../../parameters/scalars';
import { defaultCountry } from '../../operation/defaultCountry';
import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { direction } from '../../shared/direction';
import { toE164 } from '../../shared/phone';
import { isCallTo } from './state/isCallWith';
import { CALL_SUMMARY } from './summary';
import { whoseCalls } from './whoseCalls';

const filters = collection({
	displayName: 'Filters',
	name: 'filters',
	placeholder: 'Add Filter',
	fields: [
		date({
			displayName: 'Date From',
			name: 'dateFrom',
			description: 'Only calls from this day on',
		}),
		date({
			displayName: 'Date To',
			name: 'dateTo',
			description: 'Only calls up to this day',
		}),
		{ ...direction, property: { ...direction.property, description: 'Who called whom' } },
		text({
			displayName: 'Search',
			name: 'search',
			description:
				'A phone number, or the SID that the telephone network has given to a call. Numbers on both ends of a call are searched.',
		}),
		...choiceAndOther({
			displayName: 'Status',
			name: 'status',
			default: 'completed',
			description: 'How far the calls are, or how they ended',
			options: [
				{ name: 'Answered', value: 'answered', description: 'Someone is talking right now' },
				{ name: 'Busy', value: 'busy' },
				{ name: 'Completed', value: 'completed' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Initiated', value: 'initiated', description: 'About to be dialled' },
				{ name: 'No Answer', value: 'no-answer' },
				{ name: 'Ringing', value: 'ringing' },
			],
			example: 'in-progress',
		}),
		converted(
			text({
				displayName: 'To',
				name: 'to',
				placeholder: 'e.g. +1 555 123 4567',
				description:
					'The number that was called, with + and country code, or as it is dialed in the Default Country',
			}),
			(to, { country }) => toE164(to, country),
		),
	],
});

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calls',
	description: 'List the calls of all agents or of one, made and taken, with their status',
	fields: [whoseCalls, shownWhen({ agents: ['one'] }, agentLocator), filters],
	options: [defaultCountry],
	request: ({ agentId, filters: chosen }) => ({
		method: 'GET',
		// The list of one agent has no filter by number; that of all has, and one by agent too.
		...(agentId === undefined || chosen.to !== undefined
			? { path: ['calls'], query: apiFields({ agentId, ...chosen }) }
			: { path: ['agents', agentId, 'calls'], query: apiFields(chosen) }),
	}),
	paging: 'page',
	// Not on the page of this list (API reference: active-call has it), so Talkover may ignore it.
	matching: ({ filters: { to } }) => (to === undefined ? undefined : isCallTo(to)),
	data: list,
	simplify: CALL_SUMMARY,
});
