import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { callFields, callOptions, callRequest, callLookup, resultIfOnCall } from './placing';

export const make = operation({
	value: 'make',
	name: 'Make',
	action: 'Make a call',
	description:
		'A real phone rings, and the call uses credits. Make a published agent call a phone number immediately. For call times, retries and do-not-call rules, use Campaign: Create and Call: Make for Campaign instead.',
	caution:
		'A real phone rings when this node runs, and the call uses Talkover credits unless Test Call is on.',
	fields: callFields,
	options: callOptions,
	request: callRequest,
	before: resultIfOnCall,
	recoveryLookup: callLookup,
	data: object,
	output: (call, { values }) => ok({ item: { placed: true, to: values.phone, ...call } }),
});
