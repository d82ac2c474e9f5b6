import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';

export const getPricing = operation({
	value: 'getPricing',
	name: 'Get Pricing',
	action: 'Get the pricing of an agent',
	description:
		'Get what the calls of an agent cost with its present settings and plan, part by part: voice, transcription, language model, and inbound and outbound telephony. This costs nothing by itself.',
	fields: [agentLocator],
	request: ({ agentId }) => ({ method: 'GET', path: ['agents', agentId, 'pricing'] }),
	data: object,
});
