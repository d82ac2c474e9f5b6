import type { Documented } from '../api/contract/documented';
import { choice } from '../parameters/scalars';
import type { Shape } from '../operation/answers/shapes';
import { object } from '../operation/answers/shapes';
import { commaSeparated, displayText } from '../pickers/request';
import type { Entries } from '../pickers/locator';
import { LEFT_TO_USER, locator } from '../pickers/locator';

/** A campaign, in a list or with its calls and files. */
export type Campaign = Documented<'CampaignDetail' | 'CampaignListItem'>;

export const campaignShape: Shape<Campaign> = object;

/** Campaigns whose name or description matches, page by page (API reference: list-campaigns). */
export const campaigns: Entries = {
	request: () => ({ endpoint: 'listCampaigns', path: ['campaigns'] }),
	searched: true,
	entry: (campaign: Campaign) => ({
		name: displayText(campaign.name),
		value: displayText(campaign.id),
		description: commaSeparated(campaign.campaign_type, campaign.status),
	}),
};

/** The campaign that an operation works on. */
export const campaignLocator = locator({
	displayName: 'Campaign',
	name: 'campaignId',
	builderHint: LEFT_TO_USER,
	what: 'a campaign',
	method: 'searchCampaigns',
	idExample: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
	entries: campaigns,
});

export const campaignType = choice({
	displayName: 'Campaign Type',
	name: 'campaignType',
	default: 'sales',
	description: 'The purpose of the campaign',
	options: [
		{ name: 'Custom', value: 'custom' },
		{ name: 'Follow Up', value: 'follow_up' },
		{ name: 'Reminder', value: 'reminder' },
		{ name: 'Sales', value: 'sales' },
	],
});
