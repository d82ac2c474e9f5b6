import type { IDataObject } from 'n8n-workflow';

import { conclude } from '../../../api/content/decisions';
import { withId } from '../../../api/content/identity';
import { hasEnded } from '../../../api/content/status';
import { isConfirmation, listIn, messageIn, thingIn } from '../../../api/response/answer';
import type { Failure } from '../../../api/response/failure';
import { isRecord } from '../../../base/json';
import type { ApiRequest } from '../../../api/request';
import type { Shape } from '../../../operation/shapes';
import type { Call } from './call';

/** The request for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { method: 'GET', path: ['agents', agentId, 'active-call', phone] };
}

/**
 * Whether a failure means that the agent isn't on a call: a 404 in JSON, which is Talkover's own. A web page is of a
 * server in front of it and says nothing about calls, and neither does Cloudflare's own JSON. An unknown agent also
 * causes a 404.
 */
export function saysNoCall({ status, body }: Failure): boolean {
	return status === 404 && body !== undefined && body.cloudflare_error !== true;
}

/** The calls, from a list or a single call. Without calls, the response is empty or only a message. */
export const activeCalls: Shape<Call[]> = {
	read: (body) => {
		const calls = callsIn(body) ?? (saysNone(body) ? [] : undefined);
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

function saysNone(body: IDataObject): boolean {
	const thing = thingIn(body) ?? {};
	const { call, active_call: activeCall } = thing;
	const flags = FLAGS.map((name) => thing[name]).filter((flag) => typeof flag !== 'object');
	if (flags.some((flag) => /^(?:true|1)$/i.test(String(flag)))) return false;
	const isOff = flags.some((flag) => /^(?:false|0)$/i.test(String(flag)));
	const isEmpty = Object.keys(body).length === 0 || body.data === false;
	// The message doesn't matter, because a call in progress would be in the response.
	const isSentence = isConfirmation(body) && messageIn(body) !== undefined;
	return isEmpty || isSentence || isOff || call === null || activeCall === null;
}

/** Fields that say whether there is a call. */
const FLAGS = [
	...['active', 'is_active', 'active_call', 'has_active_call', 'on_call', 'is_on_call'],
] as const;
