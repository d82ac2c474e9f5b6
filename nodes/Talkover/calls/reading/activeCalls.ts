import { conclude } from '../../api/content/decisions';
import { saysNoCall } from '../../api/response/rejections';
import type { Done, Failure } from '../../api/response/reply';
import type { ApiRequest } from '../../api/request';
import type { Send } from '../../api/client';
import type { Shape } from '../../operation/shapes';
import { list } from '../../operation/shapes';
import { agentRequest } from '../../shared/agent/agent';
import type { RawCall } from './call';
import { callOf } from './call';

/** The request for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { endpoint: 'getActiveCall', path: ['agents', agentId, 'active-call', phone] };
}

/**
 * What to report instead of no call: a failure that doesn't say so, or that of an unknown agent. Undefined if the agent
 * isn't on a call.
 */
export async function failureUnlessNoCall(
	failure: Failure,
	agentId: string,
	sendCached: Send,
): Promise<Failure | undefined> {
	if (!saysNoCall(failure)) return failure;
	const answer = await sendCached(agentRequest(agentId));
	return answer.ok ? undefined : answer;
}

/** The calls that haven't ended. */
export const activeCalls: Shape<RawCall[]> = {
	// Talkover may return the latest call, even if it has ended.
	read: (reply) =>
		isPart(reply)
			? undefined
			: list.read(reply)?.filter((call) => !conclude('ended', callOf(call).ended)),
	items: (data) => data,
};

/** Whether there are more calls than a response has. No page documents that, so nothing reads the others. */
function isPart({ list: found = [], page: { total = 0, lastPage = 1, hasNext = false } }: Done) {
	return total > found.length || lastPage > 1 || hasNext;
}
