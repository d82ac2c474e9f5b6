import type { IDataObject } from 'n8n-workflow';

import { comparableId, idOf, withId } from '../../../api/content/identity';
import type { Failure } from '../../../api/response/failure';
import { isRecord } from '../../../base/json';

/**
 * The call because of which Talkover made none, from a 409 (API reference: make-campaign-call). Without its ID, the 409 may be
 * about anything else.
 */
export function existingCallIn({ status, body = {} }: Failure): IDataObject | undefined {
	if (status !== 409) return undefined;
	const found = [body, body.data, body.error]
		.filter(isRecord)
		.map(({ existing_call: call }) =>
			isRecord(call) ? withId(call as IDataObject) : { id: call },
		);
	return found.find((call) => comparableId(idOf(call, 'call')) !== undefined) as
		IDataObject | undefined;
}
