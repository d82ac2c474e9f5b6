import type { IDataObject } from 'n8n-workflow';

import { listIn, thingIn, withId } from '../../api/answer';
import type { ApiRequest } from '../../api/request';
import type { Shape } from '../../operation/shapes';

/** Asks for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { method: 'GET', path: ['agents', agentId, 'active-call', phone] };
}

/** The calls: a list, a single call, or no body if there are none. */
export const activeCalls: Shape<IDataObject[]> = {
	read: (body) => {
		const single = thingIn(body);
		if (single?.id !== undefined) return [single];
		const isEmpty = Object.keys(body).length === 0;
		return listIn(body)?.map(withId) ?? (isEmpty ? [] : undefined);
	},
	items: (data) => data,
};
