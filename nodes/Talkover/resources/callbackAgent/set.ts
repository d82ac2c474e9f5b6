import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { changed } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { sourceAgentIds } from './pickers';

export const set = operation({
	value: 'set',
	name: 'Set',
	action: 'Set an agent as a callback agent',
	description: 'Make an inbound agent answer people who call back',
	fields: [agentLocator, required(sourceAgentIds)],
	request: ({ agentId, ...sources }) => ({
		endpoint: 'setAgentCallback',
		path: ['agents', agentId, 'callback'],
		body: requestFields('CallbackSourcesRequest', sources),
	}),
	data: changed,
});
