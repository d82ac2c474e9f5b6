import type { IDataObject } from 'n8n-workflow';

import { sentences } from '../../api/response/errorBody';
import type { Failure } from '../../api/response/failure';
import { isRecord } from '../../base/json';
import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import type { Shape } from '../../operation/shapes';
import { confirmationIn, object } from '../../operation/shapes';
import { webhookFields, webhookPath } from './pickers';

/** For an agent, the response contains the receiver's response; for a campaign, only that the event was sent. */
const testResult: Shape<IDataObject> = {
	read: (body) => ({ ...confirmationIn(body), ...object.read(body) }),
	items: (result) => [result],
};

/** Statuses with their own meaning. The status for a failed receiver isn't documented. */
const NOT_ABOUT_RECEIVER: readonly number[] = [401, 402, 403, 404, 429];

/**
 * Whether a failure means that the receiver didn't accept the event (API reference: test-webhook): the body has
 * `success: false` and names no invalid fields.
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
		"Send a test event to a webhook's URL; for a campaign, a sample of a subscribed event, on which the receiver may act. If the receiver doesn't accept it, the output has 'success' set to false.",
	fields: webhookFields,
	options: [resendUnknown],
	request: (webhook) => ({
		method: 'POST',
		path: [...webhookPath(webhook), 'test'],
		creates: {
			key: ['testEvent'],
			label: 'the test event',
			where: 'the delivery logs of the webhook',
		},
	}),
	data: { ...testResult, mayOnlyConfirm: true },
	dataFor: (failure) =>
		isOfReceiver(failure)
			? ok({ success: false, message: sentences(failure).join('. ') })
			: undefined,
});
