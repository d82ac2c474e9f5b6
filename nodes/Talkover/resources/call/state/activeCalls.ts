import type { IDataObject } from 'n8n-workflow';

import { isConfirmation, listIn, messageIn, thingIn, withId } from '../../../api/answer';
import { isRecord } from '../../../parameters/json';
import type { ApiRequest } from '../../../api/request';
import type { Shape } from '../../../operation/shapes';
import { isFinal } from './isFinal';

/** Asks for the calls between an agent and a number that are initiated, ringing or answered. */
export function activeCallsRequest(agentId: string, phone: string): ApiRequest {
	return { method: 'GET', path: ['agents', agentId, 'active-call', phone] };
}

/** The calls: a list or a single call; nothing, or only a sentence, if there are none. */
export const activeCalls: Shape<IDataObject[]> = {
	read: (body) => {
		const calls = callsIn(body) ?? (saysNone(body) ? [] : undefined);
		// Talkover may answer with the latest call, whatever has become of it.
		return calls?.filter(({ status }) => isFinal(status) !== true);
	},
	items: (data) => data,
};

function callsIn(body: IDataObject): IDataObject[] | undefined {
	const thing = thingIn(body);
	const named = [thing?.call, thing?.active_call].find(isRecord) as IDataObject | undefined;
	const single = named ? withId(named) : thing;
	return single?.id === undefined ? listIn(body) : [single];
}

function saysNone(body: IDataObject): boolean {
	const { active, call, active_call: activeCall } = thingIn(body) ?? {};
	const isEmpty = Object.keys(body).length === 0 || body.data === false;
	// Which sentence it is doesn't matter: a call in progress would be there.
	const isSentence = isConfirmation(body) && messageIn(body) !== undefined;
	return isEmpty || isSentence || active === false || call === null || activeCall === null;
}
