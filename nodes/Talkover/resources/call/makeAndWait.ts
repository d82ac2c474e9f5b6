import { ok } from '../../base/result';
import { isPathSegment } from '../../api/request';
import { number } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { SharedKey } from '../../operation/creation/sharedKey';
import { callOf } from '../../calls/reading/call';
import { readerOf } from '../../calls/reading/callReader';
import { CallWatch } from '../../calls/reading/callWatch';
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
import { callIn, inWords, madeCall } from '../../calls/result';
import { MAKE_AND_WAIT_PATTERN } from './patterns';
import { delayOf } from '../../calls/rules';

const MINUTE_MS = 60_000;

const waitAtMost = number({
	displayName: 'Max Wait (Minutes)',
	name: 'waitAtMost',
	default: 30,
	min: 0,
	max: 1440,
	description:
		"How long to wait for the end of a call after it's dialed. After that, 'ended' is false (0–1440).",
	hint: 'Ends if n8n restarts. For a wait that survives, loop Make, Wait and Get.',
});

/** By agent. */
const WATCHES = new SharedKey<CallWatch>();

export const makeAndWait = operation({
	value: 'makeAndWait',
	name: 'Make and Wait',
	action: 'Make a call and wait until it ends',
	description: 'Call a phone number and wait until the call ends',
	caution: CALL_CAUTION,
	done: 'calls done',
	skips: skipsContacts,
	pattern: MAKE_AND_WAIT_PATTERN,
	toolText:
		'Makes a phone call with a voice agent and returns how it ended. A real phone rings, and credits are used.',
	fields: [...callFields, waitAtMost],
	options: callOptions,
	request: ({ waitAtMost: _wait, ...values }, options) => callRequest(values, options),
	atOnce: ({ callsAtOnce: atOnce }) => atOnce,
	once: onceCalled,
	recoveryLookup: callLookup,
	data: placedCall,
	output: (call, { values }) => ok({ item: madeCall(values.phone, call, { ended: false }) }),
	finish: async (call, { values, request, ...transport }) => {
		const { phone, waitAtMost: minutes = 0 } = values;
		// An earlier attempt may have made it with another agent.
		const { agentId: ofCall } = callOf(call);
		const agentId = isPathSegment(ofCall) ? ofCall : values.agentId;
		const { send, pause } = transport;
		const watch = transport.shared(
			WATCHES,
			agentId,
			() => new CallWatch(readerOf(transport, agentId), send, pause),
		);
		const delay = delayOf(request) * 1000;
		const longest = minutes * MINUTE_MS;
		const end = await watch.end({ call: callIn(call), phone, delay, longest });
		const isKnown = end.ended || end.active === 'yes';
		const item = madeCall(phone, end.call, { ended: end.ended });
		return {
			item: transport.tool ? inWords(item) : item,
			...(isKnown || pause.ended ? {} : { warning: cannotTell(phone) }),
		};
	},
});

function cannotTell(phone: string): string {
	return `The node can't tell whether the call to ${phone} has ended, because Talkover's responses don't show it. Check the calls of the agent in Talkover`;
}
