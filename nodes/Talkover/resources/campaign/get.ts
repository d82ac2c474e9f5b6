import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { campaignLocator } from '../../fields/campaign';
import { CAMPAIGN_SUMMARY } from './summary';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get campaign',
	description:
		'Get one campaign, with how many of its calls have succeeded and failed, and with each of its calls and contact files',
	fields: [campaignLocator],
	request: ({ campaignId }) => ({ method: 'GET', path: ['campaigns', campaignId] }),
	data: object,
	simplify: [...CAMPAIGN_SUMMARY, 'calls', 'files'],
});
