import type { IDataObject } from 'n8n-workflow';

import { conclude } from '../../../api/content/decisions';
import { withId } from '../../../api/content/identity';
import { numbersOf } from '../../../api/content/numbers';
import { hasEnded, statusOf } from '../../../api/content/status';
import { holdsAny, listIn, thingIn } from '../../../api/response/answer';
import { inDocumentedForm } from '../../../api/response/documentedForm';
import type { Failure } from '../../../api/response/failure';
import { isRecord, plainTextOf } from '../../../base/json';
import { words } from '../../../base/text/words';
import type { ApiRequest } from '../../../api/request';
import type { Send } from '../../../api/client';
import type { Shape } from '../../../operation/shapes';
import { agentRequest } from '../../../shared/agent/agent';
import type { Call } from './call';

/** The request for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { method: 'GET', path: ['agents', agentId, 'active-call', phone] };
}

/**
 * Whether a failure means that the agent isn't on a call: a 404 in JSON without a call, which is Talkover's own. A web page
 * is of a server in front of it and says nothing about calls, and neither does Cloudflare's own JSON. An unknown agent
 * also causes a 404.
 */
export function saysNoCall({ status, body }: Failure): boolean {
	if (status !== 404 || body === undefined || body.cloudflare_error === true) return false;
	const { success: _success, ...others } = body;
	const level = inDocumentedForm(['active-call'], others as IDataObject);
	const holdsCall = holdsAny(level.data) || (callsIn(level) ?? []).some(isCall);
	return !holdsCall && !isOn(thingIn(level));
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

/** Whether an object in an error is a call, and not the error. */
function isCall(call: Call): boolean {
	const { to, from } = numbersOf(call);
	const isLike = statusOf(call) !== undefined || to.length + from.length > 0;
	return isLike && hasEnded(call) !== 'yes';
}

/** The calls, from a list or a single call. Without calls, the response is empty. */
export const activeCalls: Shape<Call[]> = {
	read: (body) => {
		const calls = callsIn(body) ?? (saysNone(body) ? [] : undefined);
		if (calls?.length === 0 && isOn(thingIn(body))) return undefined;
		// Talkover may return the latest call, even if it has ended.
		return calls?.filter((call) => !conclude('ended', hasEnded(call)));
	},
	items: (data) => data,
};

function callsIn(body: IDataObject): Call[] | undefined {
	const thing = thingIn(body);
	const named = [thing?.call, thing?.active_call].find(isRecord) as IDataObject | undefined;
	const single = named ? withId(named) : thing;
	return single?.id === undefined ? listIn(body) : [single];
}

/** A message says nothing, because it may also be about a call in progress. */
function saysNone(body: IDataObject): boolean {
	const thing = thingIn(body) ?? {};
	if (isOn(thing)) return false;
	const { call, active_call: activeCall } = thing;
	const isEmpty = Object.keys(body).length === 0 || body.data === false;
	return isEmpty || flagsOf(thing).some(isFalse) || call === null || activeCall === null;
}

function isOn(thing: IDataObject = {}): boolean {
	return flagsOf(thing).some((flag) => /^(?:true|1|yes|on)$/i.test(flag));
}

function isFalse(flag: string): boolean {
	return /^(?:false|0|no|off)$/i.test(flag);
}

/** Fields that say whether there is a call. */
function flagsOf(thing: IDataObject): readonly string[] {
	return FLAGS.map((name) => plainTextOf(thing[name]).trim());
}

const FLAGS = words('active is_active active_call has_active_call on_call is_on_call');
