import type { Certainty } from '../base/certainty';
import type { RecoveryLookup } from '../operation/creation/recoveryLookup';
import type { OptionValues } from '../parameters/groups';
import type { callOptions } from './placing';
import type { RawCall } from './reading/call';
import { callOf } from './reading/call';
import { CALLS, callsOfAgent } from './reading/callLists';
import { isPlacedTo, isSeenPlacedTo } from './reading/isCallWith';

/** The list that shows the call. */
export function callLookup(
	{ agentId, phone: to }: { readonly agentId: string; readonly phone: string },
	{ delaySeconds = 0, callingHours, isTest }: Partial<OptionValues<typeof callOptions>> = {},
): RecoveryLookup {
	// An earlier attempt may have delayed a call that is within the hours now.
	const mayBeDelayed = delaySeconds > 0 || callingHours?.outside === 'delay';
	return {
		list: callsOfAgent(agentId),
		kind: 'call',
		mayLack: mayBeDelayed ? "a call with a delay may not be listed before it's dialed" : undefined,
		isOwn: isOwnCall(isPlacedTo(to), isTest),
		wider: {
			list: CALLS,
			isOwn: isOwnCall(isSeenPlacedTo(to), isTest),
			where: 'the calls of all agents',
		},
	};
}

/** Whether a call is one that an item made. A real call is no test call, but a list may not say that a call is a test. */
export function isOwnCall(
	isTo: (call: RawCall) => Certainty,
	isTest = false,
): (call: RawCall) => Certainty {
	return isTest ? isTo : (call) => (callOf(call).isTest ? 'no' : isTo(call));
}
