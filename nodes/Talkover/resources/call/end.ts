import { requestFields } from '../../api/contract/requestFields';
import { hasId, isOtherId } from '../../api/content/identity';
import { localFailure } from '../../api/response/failure';
import { defined } from '../../base/collections/defined';
import { ok } from '../../base/result';
import { required, sentAs } from '../../parameters/field';
import { operation } from '../../operation/operation';
import { object } from '../../operation/answers/shapes';
import { agentLocator } from '../../shared/agent/agent';
import { idText } from '../../shared/idText';
import { callOf } from '../../calls/reading/call';

const callId = sentAs(
	'call_sid',
	required(
		idText({
			displayName: 'Call ID',
			name: 'callId',
			placeholder: 'e.g. 9b2f6c1e-58a4-4c1a-9d0e-2f6a1c7b3e55',
			description: 'The ID of the call, from the output of Make or Get Active',
			builderHint: {
				propertyHint:
					'The id of Get Active is that of the first of its calls. If the call is over, ended is false.',
			},
		}),
	),
);

const OTHER_CALL = "Talkover's response shows another call than the one that was to end";
const NOT_ENDED =
	"The node can't tell whether the call has ended, because its status in Talkover's response isn't that of an ended call";

export const end = operation({
	value: 'end',
	name: 'End',
	action: 'End a call',
	description: 'End a call that is in progress',
	toolText: 'Ends a call in Talkover that is in progress. The person on the phone is cut off.',
	fields: [agentLocator, callId],
	request: ({ agentId, callId: id }) => ({
		endpoint: 'endCall',
		path: ['agents', agentId, 'end-call'],
		// Despite its name, this is the call's `id` (API reference: end-call).
		body: requestFields('EndCallRequest', { callSid: id }),
	}),
	data: object,
	dataFor: ({ why, code, messages }) =>
		why === 'conflict' && code === 'CALL_NOT_ACTIVE'
			? ok({ ended: false, reason: messages[0]?.text ?? "The call isn't active" })
			: undefined,
	output: (call, { values }) => {
		const { ids, state, ended } = callOf(call);
		const isOther = [...ids].some((id) => isOtherId(id, values.callId));
		if (isOther && !hasId(call, values.callId, 'call')) {
			return localFailure(OTHER_CALL, 'Check the calls of the agent in Talkover');
		}
		const isOver = state === undefined || ended === 'yes';
		return ok(
			defined({ item: { ended: isOver, ...call }, warning: isOver ? undefined : NOT_ENDED }),
		);
	},
});
