import { apiFields } from '../../parameters/apiNames';
import { required } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { changed } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { sourceAgentIds } from './pickers';

export const set = operation({
	value: 'set',
	name: 'Set',
	action: 'Set an agent as a callback agent',
	description:
		'Have an inbound agent take the calls of people who call back after a source agent has called them. It has to own the number that they dial.',
	fields: [agentLocator, required(sourceAgentIds)],
	request: ({ agentId, ...sources }) => ({
		method: 'POST',
		path: ['agents', agentId, 'callback'],
		body: apiFields(sources),
		// It says how the agent is to be, whatever it was before.
		repeatable: true,
	}),
	data: changed,
});
