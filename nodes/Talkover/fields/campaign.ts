import { shown } from './editor';
import type { Entries } from './locator';
import { locator } from './locator';

/** Campaigns whose name or description matches, page by page (API reference: list-campaigns). */
export const campaigns: Entries = {
	request: () => ({ method: 'GET', path: ['campaigns'] }),
	paged: true,
	searched: true,
	entry: ({ id, name, status }) => ({
		name: shown(name),
		value: shown(id),
		description: shown(status),
	}),
};

/** The campaign an operation works on: picked from a searched list, or given by its ID. */
export const campaignLocator = locator({
	displayName: 'Campaign',
	name: 'campaignId',
	description: 'The campaign to work with',
	what: 'a campaign',
	method: 'searchCampaigns',
	idExample: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
	entries: campaigns,
});
