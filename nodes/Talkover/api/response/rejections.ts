import type { IDataObject } from 'n8n-workflow';

import { isRecord, isSet } from '../../base/json';
import { wordSet } from '../../base/text/words';
import { comparableId, idOf, withId } from '../content/identity';
import type { Failure } from './reply';

/** Rejections that are an answer, by what their bodies hold in the documented forms, and never by their sentences. */

/**
 * The call because of which Talkover made none, from a 409 (API reference: make-campaign-call; make-call lists no 409, and gets the same). Without its ID, the 409 may be
 * about anything else.
 */
export function existingCallIn({ why, body = {} }: Failure): IDataObject | undefined {
	if (why !== 'conflict') return undefined;
	const found = [body, body.data, body.error]
		.filter(isRecord)
		.map(({ existing_call: call }) =>
			isRecord(call) ? withId(call as IDataObject) : { id: call },
		);
	return found.find((call) => comparableId(idOf(call, 'call')) !== undefined) as
		IDataObject | undefined;
}

/** The fields of an error with a message (API reference). */
const OF_NO_CALL = wordSet('success message code');

/**
 * Whether a failure means that the agent isn't on a call: a 404 in the documented form (API reference: get-active-call). Any
 * other 404 is of a server in front of Talkover, or of another address, and says nothing about calls. An unknown agent also
 * causes a documented one.
 */
export function saysNoCall({ why, body = {} }: Failure): boolean {
	const others = Object.keys(body).filter((name) => isSet(body[name]) && !OF_NO_CALL.has(name));
	return why === 'missing' && body.success === false && others.length === 0;
}

/** Whether Talkover says that a thing doesn't exist. The 404 of a proxy has no JSON object and proves nothing. */
export function saysMissing({ why, body }: Failure): boolean {
	return why === 'missing' && body !== undefined;
}

/** Whether a check of a callback agent has failed. Its status isn't documented. Unlike an invalid request, it names no fields. */
export function isFailedCheck({ why, body = {}, messages }: Failure): boolean {
	const isAnswered = (why === 'denied' || why === 'invalid') && 'errors' in body;
	return isAnswered && messages.length > 0 && messages.every(({ field }) => field === undefined);
}

const INSIDE_FLOW = 'flow_config.';

/**
 * Whether a flow is invalid, which may have a 2xx or a 422 (it isn't documented). A 422 about the request itself names fields
 * outside the flow.
 */
export function isInvalidFlow({ why, body = {}, messages }: Failure): boolean {
	// Without a list of issues, it's about the request.
	if (why === 'denied') return 'errors' in body;
	const aboutFlow = messages.every(({ field = INSIDE_FLOW }) => field.startsWith(INSIDE_FLOW));
	return why === 'invalid' && messages.length > 0 && aboutFlow;
}

/** What rejects the test of a webhook before anything is sent to its receiver. */
const BEFORE_RECEIVER: readonly Failure['why'][] = [
	'forbidden',
	'missing',
	'noCredits',
	'rateLimited',
	'unauthorized',
];

/**
 * Whether the receiver of a test event didn't accept it (API reference: test-webhook): the body has `success: false` and names
 * no invalid fields. A gateway in front of Talkover answers with 502 or more.
 */
export function isOfReceiver({ why, status = 0, body }: Failure): boolean {
	return (
		body?.success === false &&
		!('errors' in body) &&
		!isRecord(body.error) &&
		status <= 500 &&
		!BEFORE_RECEIVER.includes(why)
	);
}
