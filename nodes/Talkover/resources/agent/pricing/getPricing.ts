import { operation } from '../../../operation/operation';
import { object } from '../../../operation/answers/shapes';
import { agentLocator } from '../../../shared/agent/agent';

export const getPricing = operation({
	value: 'getPricing',
	name: 'Get Pricing',
	action: 'Get the pricing of an agent',
	description: "Retrieve the price of an agent's calls, by part",
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'getAgentPricing', path: ['agents', agentId, 'pricing'] }),
	data: object,
});
