import { sentences } from '../../api/response/errorBody';
import type { Failure } from '../../api/response/failure';
import { requestFields } from '../../api/contract/requestFields';
import type { Ok } from '../../base/result';
import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { hasFaults, readValidation } from '../../shared/validation';
import { flowFields, toFlowConfig } from './config/flowConfig';

interface Validation {
	readonly valid: boolean;
	/** Talkover's messages about what is wrong. */
	readonly errors?: readonly string[];
}

const validation: Shape<Validation> = {
	read: (body) => {
		const errors = readValidation(body, VALID);
		return errors && (errors.length > 0 ? { valid: false, errors } : { valid: true });
	},
	items: (data) => [{ ...data }],
};

/** The message of the reference page for a valid flow. */
export const VALID = 'Flow is valid';

const INSIDE = 'flow_config.';

/**
 * Reads a failed validation, which may have a 2xx or a 422 (it isn't documented). A 422 about the request itself names
 * fields outside the flow and stays a failure.
 */
function saysNo({ kind, status = 0, body = {}, ...said }: Failure): Ok<Validation> | undefined {
	const { messages } = said;
	if (kind !== 'rejected' || (status >= 300 && status !== 422)) return undefined;
	// Without a verdict or a list of issues, it's about the request.
	if (status < 300 && !hasFaults(body)) return undefined;
	const aboutFlow = messages.every(({ field = INSIDE }) => field.startsWith(INSIDE));
	if (status === 422 && (messages.length === 0 || !aboutFlow)) return undefined;
	return ok({ valid: false, errors: sentences(said) });
}

export const validate = operation({
	value: 'validate',
	name: 'Validate',
	action: 'Validate the flow of an agent',
	description:
		"Have Talkover check a flow without saving it. The output has 'valid', and if the flow is invalid, the reasons.",
	fields: [agentLocator, ...flowFields({})],
	request: ({ agentId, ...flow }) => ({
		method: 'POST',
		path: ['agents', agentId, 'flow', 'validate'],
		body: requestFields('ValidateAgentFlowRequest', { flowConfig: toFlowConfig(flow).flow }),
		repeatable: 'validateAgentFlow',
		order: 'any',
	}),
	data: validation,
	dataFor: saysNo,
});
