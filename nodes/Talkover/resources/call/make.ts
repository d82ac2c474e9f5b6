import { defaultCountry } from '../../operation/defaultCountry';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { resendUnknown } from '../../operation/options';
import { callFields, callRequest, resultIfOnCall, skipIfActive } from './placing';

export const make = operation({
	value: 'make',
	name: 'Make',
	action: 'Call a phone number with an agent',
	description:
		'Have an agent call a phone number: the phone rings, and the call uses credits. The agent has to be published.',
	fields: callFields,
	options: [defaultCountry, skipIfActive, resendUnknown],
	request: callRequest,
	before: resultIfOnCall,
	data: object,
	output: (call, { values }) => ({ item: { placed: true, to: values.phone, ...call } }),
});
