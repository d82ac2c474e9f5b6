import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../parameters/json';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import type { Shape } from '../../operation/shapes';
import { webhookFields, webhookPath } from './pickers';

/** That of an agent tells how the receiver answered, that of a campaign only that it was sent. */
const testResult: Shape<IDataObject> = {
	read: ({ message, data }) => ({ success: true, message, ...(isRecord(data) ? data : {}) }),
	items: (result) => [result],
};

/** The page gives no status for it, so it is known by its words (API reference: test-webhook). */
const RECEIVER_FAILED = /^webhook test failed/i;

export const test = operation({
	value: 'test',
	name: 'Test',
	action: 'Test webhook',
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
	dataFor: ({ messages }) => {
		const failed = messages.find(({ text }) => RECEIVER_FAILED.test(text));
		return failed && { success: false, message: failed.text };
	},
});
