import type { IDataObject } from 'n8n-workflow';

import { isConfirmation, messageIn, thingIn } from '../api/answer';
import { parseErrorBody, sentences } from '../api/errorBody';

/** What a check found wrong; nothing if it is valid. */
export type Faults = readonly string[];

/** Reads the response to a check: `valid`, or only that it succeeded. Undefined if it says neither. */
export function readVerdict(body: IDataObject): Faults | undefined {
	const verdict = thingIn(body);
	if (verdict?.valid === false) {
		const faults = sentences(parseErrorBody(verdict));
		return faults.length > 0 ? faults : ['Talkover gives no reason'];
	}
	const isValid =
		verdict?.valid === true ||
		body.success === true ||
		messageIn(body) !== undefined ||
		isConfirmation(body);
	return isValid ? [] : undefined;
}
