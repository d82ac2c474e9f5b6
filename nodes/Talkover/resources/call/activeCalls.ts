import type { IDataObject } from 'n8n-workflow';

import { listIn, thingIn } from '../../api/answer';
import type { ApiRequest } from '../../api/request';
import type { Shape } from '../../operation/shapes';
import { isFinal } from './states';

/** Asks for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { method: 'GET', path: ['agents', agentId, 'active-call', phone] };
}

/** The calls: a list, a single call, or no body if there are none. */
export const activeCalls: Shape<IDataObject[]> = {
	read: (body) => {
		const single = thingIn(body);
		const isEmpty = Object.keys(body).length === 0;
		const calls = single?.id === undefined ? listIn(body) : [single];
		// Talkover may answer with the latest call, whatever has become of it.
		return calls?.filter(({ status }) => isFinal(status) !== true) ?? (isEmpty ? [] : undefined);
	},
	items: (data) => data,
};
