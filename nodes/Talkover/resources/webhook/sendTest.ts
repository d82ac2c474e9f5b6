import type { IDataObject } from 'n8n-workflow';

import { sentences } from '../../api/errorBody';
import type { Failure } from '../../api/failure';
import { isRecord } from '../../parameters/json';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import type { Shape } from '../../operation/shapes';
import { confirmationIn, object } from '../../operation/shapes';
import { webhookFields, webhookPath } from './pickers';

/** That of an agent tells how the receiver answered, that of a campaign only that it was sent. */
const testResult: Shape<IDataObject> = {
	read: (body) => ({ ...confirmationIn(body), ...object.read(body) }),
	items: (result) => [result],
};

/** Statuses with a meaning of their own; the page doesn't name the one for a receiver that failed. */
const NOT_ABOUT_RECEIVER: readonly number[] = [401, 402, 403, 404, 429];

/**
 * Whether a failure means that the receiver didn't accept the event (API reference: test-webhook): Talkover says
 * so itself with `success: false`, and names no fields that are wrong.
 */
function isOfReceiver({ status, body }: Failure): boolean {
	return (
		body?.success === false &&
		!('errors' in body) &&
		!isRecord(body.error) &&
		status !== undefined &&
		status <= 500 &&
		!NOT_ABOUT_RECEIVER.includes(status)
	);
}

export const test = operation({
	value: 'test',
	name: 'Test',
	action: 'Test a webhook',
	description:
		'Send a test event to the address of a webhook. A receiver that does not take it is an answer, not an error: success is then false. The webhook of a campaign sends an invented event of a kind it listens to, so what receives it may act on it.',
	fields: webhookFields,
	options: [resendUnknown],
	request: (webhook) => ({
		method: 'POST',
		path: [...webhookPath(webhook), 'test'],
		creates: {
			key: ['testEvent'],
			label: 'the test event',
			where: 'in the delivery logs of the webhook',
		},
	}),
	data: testResult,
	dataFor: (failure) =>
		isOfReceiver(failure)
			? { data: { success: false, message: sentences(failure).join('. ') } }
			: undefined,
});
