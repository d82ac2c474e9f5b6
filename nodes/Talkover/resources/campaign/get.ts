import { operation } from '../../operation/operation';
import { campaignLocator, campaignShape } from '../../shared/campaign';
import { CAMPAIGN_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a campaign',
	description: 'Retrieve a campaign with its calls and contact files',
	fields: [campaignLocator],
	request: ({ campaignId }) => ({ endpoint: 'getCampaign', path: ['campaigns', campaignId] }),
	data: campaignShape,
	simplify: [...CAMPAIGN_SUMMARY, 'calls', 'files'],
});
