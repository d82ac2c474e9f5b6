import { operation } from '../../../operation/operation';
import { object } from '../../../operation/answers/shapes';
import { agentLocator } from '../../../shared/agent/agent';

export const getPricingSummary = operation({
	value: 'getPricingSummary',
	name: 'Get Pricing Summary',
	action: 'Get the pricing summary of an agent',
	description: 'Retrieve the estimated cost per minute of an agent',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		endpoint: 'getAgentPricingSummary',
		path: ['agents', agentId, 'pricing', 'summary'],
	}),
	data: object,
});
