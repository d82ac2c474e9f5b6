import type { IDataObject } from 'n8n-workflow';

import { isConfirmation, messageIn, thingIn } from '../api/response/answer';
import { parseErrorBody, sentences } from '../api/response/errorBody';

/** The issues that a check found; empty if it is valid. */
export type Faults = readonly string[];

/** Reads the response to a check: `valid`, or only a success. Undefined if it has neither. */
export function readValidation(body: IDataObject): Faults | undefined {
	const validation = thingIn(body);
	if (validation?.valid === false) {
		const faults = sentences(parseErrorBody(validation));
		return faults.length > 0 ? faults : ['Talkover gave no reason'];
	}
	const isValid =
		validation?.valid === true ||
		body.success === true ||
		messageIn(body) !== undefined ||
		isConfirmation(body);
	return isValid ? [] : undefined;
}
