import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { changed } from '../../operation/answers/shapes';
import { callbackAgentLocator, sourceAgentIds } from './pickers';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a callback agent',
	description: 'Replace the source agents of a callback agent',
	fields: [callbackAgentLocator, required(sourceAgentIds)],
	request: ({ agentId, ...sources }) => ({
		endpoint: 'updateCallbackSources',
		path: ['agents', agentId, 'callback'],
		body: requestFields('CallbackSourcesRequest', sources),
	}),
	data: changed,
});
