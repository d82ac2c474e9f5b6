import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';
import { CAMPAIGN_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a campaign',
	description:
		'Get one campaign, with how many of its calls have succeeded and failed, and with each of its calls and contact files',
	fields: [campaignLocator],
	request: ({ campaignId }) => ({ method: 'GET', path: ['campaigns', campaignId] }),
	data: object,
	simplify: [...CAMPAIGN_SUMMARY, 'calls', 'files'],
});
