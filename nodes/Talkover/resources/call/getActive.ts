import type { IDataObject } from 'n8n-workflow';

import { conclude } from '../../api/content/decisions';
import { withId } from '../../api/content/identity';
import { localFailure } from '../../api/response/failure';
import { ok } from '../../base/result';
import { ownChoice } from '../../parameters/scalars';
import { defaultCountry } from '../../operation/panel/defaultCountry';
import { operation } from '../../operation/operation';
import { agentLocator } from '../../shared/agent/agent';
import { possiblePhone } from '../../shared/phone/phone';
import {
	activeCalls,
	activeCallsRequest,
	failureUnlessNoCall,
} from '../../calls/reading/activeCalls';
import type { RawCall } from '../../calls/reading/call';
import { isCallWith } from '../../calls/reading/isCallWith';

const whenNoActiveCall = ownChoice({
	displayName: 'When No Active Call',
	name: 'whenNoActiveCall',
	default: 'continue',
	description: "What to do if the agent isn't on a call with this number",
	options: [
		{ name: 'Continue', value: 'continue', description: "Continue, with 'active' set to false" },
		{
			name: 'Fail',
			value: 'fail',
			description: "Fail the item; 'On Error' in the node's settings decides what happens next",
		},
	],
});

export const getActive = operation({
	value: 'getActive',
	name: 'Get Active',
	action: 'Check for an active call with a phone number',
	description: 'Check whether an agent is on a call with a number',
	fields: [agentLocator, possiblePhone],
	options: [defaultCountry, whenNoActiveCall],
	request: ({ agentId, phone: number }) => activeCallsRequest(agentId, number),
	data: activeCalls,
	dataFor: async (failure, { values, sendCached }) =>
		(await failureUnlessNoCall(failure, values.agentId, sendCached)) ?? ok([]),
	output: (found, { options, values }) => {
		// Talkover may ignore the number.
		const isWith = isCallWith(values.phone);
		const calls = found.filter((call) => conclude('withNumber', isWith(call)));
		return calls.length === 0 && options.whenNoActiveCall === 'fail'
			? localFailure(
					"The agent isn't on a call with this phone number",
					"To continue in this case, set 'When No Active Call' in 'Options' to Continue",
				)
			: ok({ item: { ...summaryOf(calls), calls } });
	},
});

/** The ID is where *End* finds it: most often, there is one call. */
function summaryOf(calls: readonly RawCall[]): IDataObject {
	const [first] = calls;
	const active = { active: calls.length > 0, count: calls.length };
	return first ? { ...active, id: withId(first, 'call').id } : active;
}
