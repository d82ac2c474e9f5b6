import { sentences } from '../../api/response/errorBody';
import { requestFields } from '../../api/contract/requestFields';
import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { isInvalidFlow } from '../../api/response/rejections';
import { saysValid } from '../../api/response/answer';
import { flowFields, toFlowConfig } from './config/flowConfig';

interface Validation {
	readonly valid: boolean;
	/** Talkover's messages about what is wrong. */
	readonly errors?: readonly string[];
}

const validation: Shape<Validation> = {
	read: ({ body }) => (saysValid(body) ? { valid: true } : undefined),
	items: (data) => [{ ...data }],
};

export const validate = operation({
	value: 'validate',
	name: 'Validate',
	action: 'Validate the flow of an agent',
	description: 'Check whether a flow is valid, without saving it',
	fields: [agentLocator, ...flowFields],
	request: ({ agentId, ...flow }) => ({
		endpoint: 'validateAgentFlow',
		path: ['agents', agentId, 'flow', 'validate'],
		body: requestFields('ValidateAgentFlowRequest', { flowConfig: toFlowConfig(flow).flow }),
	}),
	data: validation,
	dataFor: (failure) =>
		isInvalidFlow(failure) ? ok({ valid: false, errors: sentences(failure) }) : undefined,
});
