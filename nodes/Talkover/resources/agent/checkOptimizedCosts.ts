import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';

export const checkOptimizedCosts = operation({
	value: 'checkOptimizedCosts',
	name: 'Check Cost Eligibility',
	action: 'Check if an agent is eligible for optimized costs',
	description:
		'Find out whether an agent has made enough calls lately for optimized costs, and how many it lacks. It changes nothing.',
	fields: [agentLocator],
	request: ({ agentId }) => ({
		method: 'GET',
		path: ['agents', agentId, 'optimized-costs-eligibility'],
	}),
	data: object,
});
