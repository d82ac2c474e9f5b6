import { apiFields } from '../../parameters/apiNames';
import { date } from '../../parameters/dates';
import { collection } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { agentChoice } from '../../shared/agent';
import { campaignType } from '../../shared/campaign';
import { CAMPAIGN_SUMMARY } from './summary';

const filters = collection({
	displayName: 'Filters',
	name: 'filters',
	placeholder: 'Add Filter',
	fields: [
		agentChoice,
		campaignType,
		date({
			displayName: 'Date From',
			name: 'dateFrom',
			description:
				'Only campaigns from this day on. Talkover does not say which of the dates of a campaign it goes by.',
		}),
		date({
			displayName: 'Date To',
			name: 'dateTo',
			description:
				'Only campaigns up to this day. Talkover does not say which of the dates of a campaign it goes by.',
		}),
		text({ displayName: 'Search', name: 'search', description: 'Part of the name or description' }),
		...choiceAndOther({
			displayName: 'Status',
			name: 'status',
			default: 'active',
			description: 'How far the campaigns are',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Cancelled', value: 'cancelled' },
				{ name: 'Completed', value: 'completed' },
				{ name: 'Draft', value: 'draft' },
				{ name: 'Paused', value: 'paused' },
			],
			example: 'scheduled',
		}),
	],
});

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many campaigns',
	description:
		'List the campaigns of the environment, each with how many of its calls have succeeded and failed',
	fields: [filters],
	request: ({ filters: chosen }) => ({
		method: 'GET',
		path: ['campaigns'],
		query: apiFields(chosen),
	}),
	paging: 'page',
	data: list,
	simplify: CAMPAIGN_SUMMARY,
});
