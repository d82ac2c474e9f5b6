import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../api/failure';
import type { ApiRequest } from '../../api/request';

/** Asks for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { method: 'GET', path: ['agents', agentId, 'active-call', phone] };
}

/** The 404 that is an answer; an unknown agent gives a 404 as well, with another message. */
const NO_ACTIVE_CALL = /\bno active calls?\b/i;

/** No calls, where the failure says just that. */
export function noActiveCalls({ status, messages }: Failure): IDataObject[] | undefined {
	const none = status === 404 && messages.some(({ text }) => NO_ACTIVE_CALL.test(text));
	return none ? [] : undefined;
}
