import { operation } from '../../operation/operation';
import { deleted } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';

export const deleteCampaign = operation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a campaign',
	description:
		"Delete a campaign permanently, including its calls, contact files and statistics. This can't be undone. An active campaign must be paused or cancelled first.",
	fields: [campaignLocator],
	request: ({ campaignId }) => ({ endpoint: 'deleteCampaign', path: ['campaigns', campaignId] }),
	data: deleted,
});
