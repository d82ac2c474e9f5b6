import { shown } from './editor';
import type { Entries } from './locator';

export const campaigns: Entries = {
	request: () => ({ method: 'GET', path: ['campaigns'] }),
	paged: true,
	searched: true,
	entry: (campaign) => ({
		name: shown(campaign.name),
		value: shown(campaign.id),
		description: shown(campaign.status),
	}),
};
