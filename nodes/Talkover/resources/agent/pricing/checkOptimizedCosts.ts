import { operation } from '../../../operation/operation';
import { object } from '../../../operation/answers/shapes';
import { agentLocator } from '../../../shared/agent/agent';

export const checkOptimizedCosts = operation({
	value: 'checkOptimizedCosts',
	name: 'Check Cost Eligibility',
	action: 'Check if an agent is eligible for optimized costs',
	description: 'Check whether an agent is eligible for optimized costs',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		endpoint: 'checkAgentOptimizedCostsEligibility',
		path: ['agents', agentId, 'optimized-costs-eligibility'],
	}),
	data: object,
});
