import { sentences } from '../../api/errorBody';
import type { Failure } from '../../api/failure';
import { apiFields } from '../../parameters/apiNames';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { readVerdict } from '../../shared/verdict';
import { flowFields, toFlowConfig } from './config/flowConfig';

interface Verdict {
	readonly valid: boolean;
	/** Talkover's sentences about what is wrong. */
	readonly errors?: readonly string[];
}

const verdict: Shape<Verdict> = {
	read: (body) => {
		const errors = readVerdict(body);
		return errors && (errors.length > 0 ? { valid: false, errors } : { valid: true });
	},
	items: (data) => [{ ...data }],
};

const INSIDE = 'flow_config.';

/**
 * The "no", which comes with a 2xx or with 422 (the reference does not say). A 422 about the request
 * itself names other fields and stays a failure; what it names inside the flow is about the flow.
 */
function saysNo({
	kind,
	status = 0,
	body = {},
	...said
}: Failure): { readonly data: Verdict } | undefined {
	const { messages } = said;
	if (kind !== 'refused' || (status >= 300 && status !== 422)) return undefined;
	// What is wrong with a flow comes as a list; anything else is wrong with the request.
	if (status < 300 && !('errors' in body)) return undefined;
	const aboutFlow = messages.every(({ field = INSIDE }) => field.startsWith(INSIDE));
	if (status === 422 && (messages.length === 0 || !aboutFlow)) return undefined;
	return { data: { valid: false, errors: sentences(said) } };
}

export const validate = operation({
	value: 'validate',
	name: 'Validate',
	action: 'Validate the flow of an agent',
	description:
		'Have Talkover check a flow for an agent without saving it. The output says whether it is valid, and if not, what is wrong with it.',
	fields: [agentLocator, ...flowFields({})],
	request: ({ agentId, ...flow }) => ({
		method: 'POST',
		path: ['agents', agentId, 'flow', 'validate'],
		body: apiFields({ flowConfig: toFlowConfig(flow).flow }),
		repeatable: true,
	}),
	data: verdict,
	dataFor: saysNo,
});
