import { conclude } from '../../api/content/decisions';
import { unreadableAnswer } from '../../api/response/failure';
import { saysNoCall } from '../../api/response/rejections';
import type { Done, Failure } from '../../api/response/reply';
import type { ApiRequest } from '../../api/request';
import type { Send } from '../../api/client';
import type { Certainty } from '../../base/certainty';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Shape } from '../../operation/answers/shapes';
import { list } from '../../operation/answers/shapes';
import { agentRequest } from '../../shared/agent/agent';
import { spellingsOf } from '../../shared/phone/contact';
import type { RawCall } from './call';
import { callOf } from './call';
import { isCallWithContact } from './isCallWith';

/** The request for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { endpoint: 'getActiveCall', path: ['agents', agentId, 'active-call', phone] };
}

/** Whether an agent is on a call with a number, and which. */
export interface InProgress {
	readonly certainty: Certainty;
	readonly call?: RawCall;
	/** The rejection that says so. An unknown agent causes the same one. */
	readonly rejection?: Failure;
}

/** Asks Talkover whether an agent is on a call with the contact of a number. */
export async function askIfOnCall(
	agentId: string,
	to: string,
	send: Send,
): Promise<Result<InProgress, Failure>> {
	let found: InProgress = { certainty: 'no' };
	// A call to another spelling of the number rings the same phone.
	for (const spelling of spellingsOf(to)) {
		const answer = await send(activeCallsRequest(agentId, spelling));
		const read = answer.ok ? inProgressIn(answer, to) : rejected(answer);
		if (!read.ok || read.value.call) return read;
		found = read.value;
	}
	return ok(found);
}

function rejected(failure: Failure): Result<InProgress, Failure> {
	return saysNoCall(failure) ? ok({ certainty: 'no', rejection: failure }) : failure;
}

function inProgressIn(reply: Done, to: string): Result<InProgress, Failure> {
	const calls = activeCalls.read(reply);
	if (!calls) return unreadableAnswer(reply.status, reply.body);
	// Talkover may ignore the number.
	const isWith = isCallWithContact(to);
	const found = calls.map((call) => ({ call, certainty: isWith(call) }));
	const certain = found.find(({ certainty }) => certainty === 'yes');
	const possible = found.find(({ certainty }) => conclude('onCall', certainty));
	return ok(certain ?? possible ?? { certainty: 'no' });
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
