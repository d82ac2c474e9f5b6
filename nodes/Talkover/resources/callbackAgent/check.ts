import { sentences } from '../../api/response/errorBody';
import { requestFields } from '../../api/contract/requestFields';
import { ok } from '../../base/result';
import { sentAs } from '../../parameters/field';
import { additional } from '../../parameters/groups';
import { toggle } from '../../parameters/scalars';
import { texts } from '../../parameters/lists';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { isFailedCheck } from '../../api/response/rejections';
import { saysValid } from '../../api/response/answer';
import { sourceAgentIds } from './pickers';

const isCallbackAgent = toggle({
	displayName: 'Is Callback Agent',
	name: 'isCallbackAgent',
	default: true,
	description: 'Whether the agent should take callbacks',
});

const additionalFields = additional([
	texts({
		displayName: 'Callback Trigger Statuses',
		name: 'callbackTriggerStatuses',
		placeholder: 'e.g. no_answer, voicemail, busy',
		description:
			"Call outcomes of the source agents that qualify for a callback, separated by commas. Talkover only checks them and doesn't save them.",
	}),
]);

interface Validation {
	readonly valid: boolean;
	readonly errors: readonly string[];
}

const validation: Shape<Validation> = {
	read: ({ body }) => (saysValid(body) ? { valid: true, errors: [] } : undefined),
	items: (data) => [{ ...data }],
};

export const check = operation({
	value: 'check',
	name: 'Check',
	action: 'Check the configuration of a callback agent',
	description: 'Check whether an agent can take callbacks',
	fields: [
		agentLocator,
		isCallbackAgent,
		// Other requests have another name for them.
		sentAs('callback_source_agents', sourceAgentIds),
		additionalFields,
	],
	request: ({ agentId, sourceAgentIds: callbackSourceAgents, ...rest }) => ({
		endpoint: 'checkCallbackConstraints',
		path: ['callback-agents', agentId, 'check-constraints'],
		body: requestFields('CheckCallbackConstraintsRequest', {
			isCallbackAgent: rest.isCallbackAgent,
			callbackSourceAgents,
			...rest.additionalFields,
		}),
	}),
	data: validation,
	dataFor: (failure) =>
		isFailedCheck(failure) ? ok({ valid: false, errors: sentences(failure) }) : undefined,
});
