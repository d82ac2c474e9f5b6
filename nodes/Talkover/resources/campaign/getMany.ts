import { requestFields } from '../../api/contract/requestFields';
import { date } from '../../parameters/dates';
import { filtersOf } from '../../parameters/groups';
import { choiceAndOther } from '../../parameters/others';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { agentChoice } from '../../shared/agent/agent';
import type { Campaign } from '../../shared/campaign';
import { campaignType } from '../../shared/campaign';
import { CAMPAIGN_SUMMARY } from './summary';

const filters = filtersOf([
	agentChoice,
	campaignType,
	date({
		displayName: 'Date From',
		name: 'dateFrom',
		description:
			"The first day to include. Talkover doesn't document which date of a campaign it compares.",
	}),
	date({
		displayName: 'Date To',
		name: 'dateTo',
		description:
			"The last day to include. Talkover doesn't document which date of a campaign it compares.",
	}),
	text({ displayName: 'Search', name: 'search', description: 'Part of the name or description' }),
	...choiceAndOther({
		displayName: 'Status',
		name: 'status',
		default: 'active',
		description: 'The status of the campaigns',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Cancelled', value: 'cancelled' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Draft', value: 'draft' },
			{ name: 'Paused', value: 'paused' },
		],
		example: 'scheduled',
	}),
]);

const campaignList: Shape<Campaign[]> = list;

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many campaigns',
	description: 'Retrieve a list of the campaigns with their statistics',
	fields: [filters],
	request: ({ filters: chosen }) => ({
		endpoint: 'listCampaigns',
		path: ['campaigns'],
		query: requestFields('ListCampaignsQuery', chosen),
	}),
	isList: true,
	data: campaignList,
	simplify: CAMPAIGN_SUMMARY,
});
