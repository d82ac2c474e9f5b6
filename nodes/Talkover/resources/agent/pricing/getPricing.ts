import { operation } from '../../../operation/operation';
import { object } from '../../../operation/shapes';
import { agentLocator } from '../../../shared/agent/agent';

export const getPricing = operation({
	value: 'getPricing',
	name: 'Get Pricing',
	action: 'Get the pricing of an agent',
	description:
		'Retrieve the price of calls with the current settings and plan of an agent, by part: voice, transcription, language model, inbound and outbound telephony. Uses no credits.',
	fields: [agentLocator],
	request: ({ agentId }) => ({ endpoint: 'getAgentPricing', path: ['agents', agentId, 'pricing'] }),
	data: object,
});
