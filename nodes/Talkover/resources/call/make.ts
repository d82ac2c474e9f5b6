import { defaultCountry } from '../../operation/defaultCountry';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { resendUnknown } from '../../operation/options';
import { callFields, callRequest, callTrace, resultIfOnCall, skipIfActive } from './placing';

export const make = operation({
	value: 'make',
	name: 'Make',
	action: 'Call a phone number with an agent',
	description:
		'A real phone rings, and the call uses credits. Has an agent call a phone number at once; the agent has to be published. For call times, retries and do-not-call rules, use Campaign: Create and then Make for Campaign.',
	caution:
		'A real phone rings when this node runs, and the call uses Talkover credits unless Test Call is on.',
	fields: callFields,
	options: [defaultCountry, skipIfActive, resendUnknown],
	request: callRequest,
	before: resultIfOnCall,
	trace: callTrace,
	data: object,
	output: (call, { values }) => ({ item: { placed: true, to: values.phone, ...call } }),
});
