import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { changed } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { sourceAgentIds } from './pickers';

export const set = operation({
	value: 'set',
	name: 'Set',
	action: 'Set an agent as a callback agent',
	description:
		'Make an inbound agent take the calls of people who call back after a call from a source agent. The agent must have the phone number that they dial.',
	fields: [agentLocator, required(sourceAgentIds)],
	request: ({ agentId, ...sources }) => ({
		endpoint: 'setAgentCallback',
		path: ['agents', agentId, 'callback'],
		body: requestFields('CallbackSourcesRequest', sources),
	}),
	data: changed,
});
