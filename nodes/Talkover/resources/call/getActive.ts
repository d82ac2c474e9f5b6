import { localFailure } from '../../api/failure';
import { ownChoice } from '../../parameters/scalars';
import { defaultCountry } from '../../operation/defaultCountry';
import { operation } from '../../operation/operation';
import { agentLocator } from '../../shared/agent';
import { phone } from '../../shared/phone';
import { activeCalls, activeCallsRequest } from './state/activeCalls';
import { isCallWith } from './state/isCallWith';

const whenNoActiveCall = ownChoice({
	displayName: 'When No Active Call',
	name: 'whenNoActiveCall',
	default: 'continue',
	description: 'What to do if the agent and this number are not on a call',
	options: [
		{ name: 'Continue', value: 'continue', description: "Go on, with 'active' set to false" },
		{ name: 'Fail', value: 'fail', description: 'Stop the workflow, or use the error output' },
	],
});

export const getActive = operation({
	value: 'getActive',
	name: 'Get Active',
	action: 'Get the active call with a phone number',
	description: 'Find out whether an agent is on a call with a phone number right now',
	fields: [agentLocator, phone],
	options: [defaultCountry, whenNoActiveCall],
	request: ({ agentId, phone: number }) => activeCallsRequest(agentId, number),
	data: activeCalls,
	dataFor: async ({ status }, { values, ask }) => {
		if (status !== 404) return undefined;
		// An unknown agent gets a 404 too, and only words would distinguish them.
		const agent = await ask({ method: 'GET', path: ['agents', values.agentId] });
		return agent.ok ? { data: [] } : agent;
	},
	output: (found, { options, values }) => {
		// Talkover may ignore the number.
		const calls = found.filter(isCallWith(values.phone));
		return calls.length === 0 && options.whenNoActiveCall === 'fail'
			? localFailure('The agent is not on a call with this phone number')
			: { item: { active: calls.length > 0, count: calls.length, calls } };
	},
});
