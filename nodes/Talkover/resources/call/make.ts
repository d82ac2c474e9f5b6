import { defined } from '../../base/collections/defined';
import { ok } from '../../base/result';
import { operation } from '../../operation/operation';
import { callLookup } from '../../calls/lookup';
import { skipsContacts } from '../../calls/notCalled';
import { onceCalled } from '../../calls/onceCalled';
import {
	CALL_CAUTION,
	callFields,
	callOptions,
	callRequest,
	placedCall,
} from '../../calls/placing';
import { inWords, madeCall, unlistedState } from '../../calls/result';
import { MAKE_PATTERN } from './patterns';

export const make = operation({
	value: 'make',
	name: 'Make',
	action: 'Make a call',
	description: 'Call a phone number with a published agent',
	caution: CALL_CAUTION,
	skips: skipsContacts,
	pattern: MAKE_PATTERN,
	toolText: 'Makes a phone call with a voice agent. A real phone rings, and credits are used.',
	fields: callFields,
	options: callOptions,
	request: callRequest,
	once: onceCalled,
	recoveryLookup: callLookup,
	data: placedCall,
	output: (call, { values, tool }) => {
		const item = madeCall(values.phone, call);
		const warning = unlistedState(call);
		return ok(defined({ item: tool ? inWords(item) : item, warning }));
	},
});
