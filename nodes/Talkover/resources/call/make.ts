import { unreadableAnswer } from '../../api/failure';
import { apiFields } from '../../parameters/apiNames';
import { sentAs } from '../../parameters/field';
import { number, toggle } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { resendUnknown } from '../../operation/options';
import { agentLocator } from '../../shared/agent';
import { phone } from '../../shared/phone';
import { activeCalls, activeCallsRequest } from './activeCalls';
import { isCallWith } from './isCallWith';
import { callData, isTest, payloadOf } from './callData';

const delaySeconds = number({
	displayName: 'Delay Seconds',
	name: 'delaySeconds',
	default: 0,
	min: 0,
	max: 3600,
	description: 'How many seconds Talkover waits before it dials',
});

const skipIfActive = toggle({
	displayName: 'Skip If on a Call',
	name: 'skipIfActive',
	default: true,
	description:
		'Whether to look first if the agent is on a call with this number, and not to dial if it is. One more request per item.',
});

export const make = operation({
	value: 'make',
	name: 'Make',
	action: 'Make call',
	description:
		'Have an agent call a phone number: the phone rings, and the call uses credits. The agent has to be published.',
	fields: [agentLocator, sentAs('to', phone), ...callData, delaySeconds, isTest],
	options: [skipIfActive, resendUnknown],
	request: ({ agentId, phone: to, ...rest }) => ({
		method: 'POST',
		path: ['agents', agentId, 'call'],
		body: apiFields({
			to,
			payload: payloadOf(rest),
			context: rest.context,
			delaySeconds: rest.delaySeconds,
			isTesting: rest.isTest,
		}),
		creates: {
			key: ['call', to],
			label: `the call to ${to}`,
			where: 'among the calls of the agent',
		},
	}),
	before: async ({ values: { agentId, phone: to }, options, send }) => {
		if (!options.skipIfActive) return undefined;
		const answer = await send(activeCallsRequest(agentId, to));
		// If the agent doesn't exist, the call itself will say so.
		if (!answer.ok) return answer.status === 404 ? undefined : answer;
		const calls = activeCalls.read(answer.body);
		if (!calls) return unreadableAnswer(answer.status, answer.body);
		// Talkover may ignore the number.
		const active = calls.find(isCallWith(to));
		return active && { ok: true, output: [{ placed: false, ...active }] };
	},
	data: object,
	output: (call, { values }) => ({ item: { placed: true, to: values.phone, ...call } }),
});
