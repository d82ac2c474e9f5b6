import type { IDataObject } from 'n8n-workflow';

import { sentences } from '../../api/response/errorBody';
import { isOfReceiver } from '../../api/response/rejections';
import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import type { Shape } from '../../operation/answers/shapes';
import { confirmationIn, object } from '../../operation/answers/shapes';
import { webhookFields, ownTarget } from './pickers';

/** For an agent, the response contains the receiver's response; for a campaign, only that the event was sent. */
const testResult: Shape<IDataObject> = {
	read: (reply) => ({ ...confirmationIn(reply), ...object.read(reply) }),
	items: (result) => [result],
};

export const test = operation({
	value: 'test',
	name: 'Test',
	action: 'Test a webhook',
	description: 'Send a test event to the URL of a webhook',
	warning:
		'For a campaign, this sends a sample of a subscribed event, on which the receiver may act.',
	fields: webhookFields,
	options: [resendUnknown],
	request: (webhook) => ({
		...ownTarget('test', webhook, 'test'),
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
