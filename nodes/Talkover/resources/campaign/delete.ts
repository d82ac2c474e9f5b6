import { operation } from '../../operation/operation';
import { deleted } from '../../operation/answers/shapes';
import { campaignLocator } from '../../shared/campaign';

export const deleteCampaign = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a campaign',
	description: 'Delete a campaign permanently',
	warning:
		"This deletes the campaign's calls, contact files and statistics too, and can't be undone. Pause or cancel an active campaign first.",
	fields: [campaignLocator],
	request: ({ campaignId }) => ({ endpoint: 'deleteCampaign', path: ['campaigns', campaignId] }),
	data: deleted,
});
