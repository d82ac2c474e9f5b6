import type { IDataObject } from 'n8n-workflow';

import type { Fact } from '../../account/book';
import { contactHash } from '../../account/book';
import { textOfId, withId } from '../../api/content/identity';
import type { Failure } from '../../api/response/reply';
import type { ApiRequest, Creation } from '../../api/request';
import { requestFields } from '../../api/contract/requestFields';
import { plainTextOf } from '../../base/json';
import type { ValuesOf } from '../../parameters/field';
import { neededIfAdded, neededOrDefault, perItem, sentAs } from '../../parameters/field';
import type { OptionValues } from '../../parameters/groups';
import { number } from '../../parameters/scalars';
import type { Maker, Once } from '../../operation/once';
import { includeInputFields, resendUnknown } from '../../operation/options';
import type { Shape } from '../../operation/shapes';
import { isIdentified, object, readAs } from '../../operation/shapes';
import type { RecoveryLookup } from '../../operation/recoveryLookup';
import { agentLocator } from '../../shared/agent/agent';
import { contactOf } from '../../shared/phone/contact';
import { phone } from '../../shared/phone/phone';
import type { Certainty } from '../../base/certainty';
import type { RawCall } from './state/call';
import { callOf } from './state/call';
import { CALLS, callsOfAgent } from './state/callReader';
import { isPlacedTo, isSeenPlacedTo } from './state/isCallWith';
import { skippedCall } from './result';
import type { RuledItem } from './rules';
import { callRules, decideCall, delayOf, existingCall, existsAlready, lookForRule } from './rules';
import { skipIfActive } from './rules/onCall';
import type { Refusal } from './rules/rule';
import { callData, callDataOptions, contextOf, payloadOf } from './callData';

const delaySeconds = perItem(
	neededIfAdded(
		number({
			displayName: 'Delay (Seconds)',
			name: 'delaySeconds',
			default: 0,
			min: 0,
			max: 3600,
			description: 'How long Talkover waits before it dials (0–3600)',
		}),
	),
);

const callsAtOnce = neededOrDefault(
	number({
		displayName: 'Max Concurrent Calls',
		name: 'callsAtOnce',
		default: 5,
		min: 1,
		max: 100,
		description:
			'The maximum number of calls in progress at the same time. The next contact is called when one of them ends (1–100).',
	}),
);

/** Only shown for one operation, so that the editor loads the options of both once. */
const ofMakeAndWait: typeof callsAtOnce = {
	...callsAtOnce,
	property: {
		...callsAtOnce.property,
		displayOptions: { show: { '/operation': ['makeAndWait'] } },
	},
};

/** The effect of an operation that calls a number. */
export const CALL_CAUTION =
	'A real phone rings when this node runs, and the call uses Talkover credits unless Test Call is on.';

/** The parameters for calling a number. */
export const callFields = [agentLocator, sentAs('to', phone), ...callData] as const;

/** The options for calling a number. */
export const callOptions = [
	...callRules,
	...callDataOptions,
	delaySeconds,
	skipIfActive,
	resendUnknown,
	includeInputFields,
	ofMakeAndWait,
] as const;

type CallValues = ValuesOf<typeof callFields>;

/** The request that makes an agent call a number. */
export function callRequest(
	{ agentId, phone: to, ...rest }: CallValues,
	options: OptionValues<typeof callOptions>,
): ApiRequest {
	const body = requestFields('MakeCallRequest', {
		to,
		payload: payloadOf(rest, options),
		context: contextOf(rest, options),
		delaySeconds: options.delaySeconds,
		isTesting: options.isTest,
	});
	return { ...makeRequest(agentId, to), body };
}

/** The request for a call without content. */
export function makeRequest(agentId: string, to: string) {
	const path = ['agents', agentId, 'call'];
	return { endpoint: 'makeCall', path, creates: callTo(to) } as const;
}

/** What distinguishes a call from others. */
export function callTo(to: string): Creation {
	return {
		key: ['call', contactOf(to)],
		isOncePerItem: true,
		label: `the call to ${to}`,
		where: 'the calls of the agent',
	};
}

/** A call that was made: every publication shows its number, and one to somebody else isn't it. */
export const placedCall: Shape<IDataObject> = {
	...object,
	isCreated: (call, { body = {} }) =>
		isIdentified(call) && 'to' in call && isPlacedTo(plainTextOf(body.to))(call) !== 'no',
};

/** The list that shows the call. */
export function callLookup(
	{ agentId, phone: to }: Pick<CallValues, 'agentId' | 'phone'>,
	{ delaySeconds = 0, callingHours, isTest }: Partial<OptionValues<typeof callOptions>> = {},
): RecoveryLookup {
	// An earlier attempt may have delayed a call that is within the hours now.
	const mayBeDelayed = delaySeconds > 0 || callingHours?.outside === 'delay';
	return {
		list: callsOfAgent(agentId),
		kind: 'call',
		mayLack: mayBeDelayed ? "a call with a delay may not be listed before it's dialed" : undefined,
		isOwn: isOwnCall(isPlacedTo(to), isTest),
		wider: {
			list: CALLS,
			isOwn: isOwnCall(isSeenPlacedTo(to), isTest),
			where: 'the calls of all agents',
		},
	};
}

/** What decides whether an agent calls a number now. */
export function onceCalled(item: CalledItem): Once {
	const { phone: to, agentId } = item.values;
	const { isTest = false } = item.options;
	return {
		...placedOnce(item, placedCall),
		about: { ...aboutCall(to, isTest), agentId },
		decide: (_request, facts) => decideCall(item, facts),
		look: async (question, send, hasTurn) => {
			const failure = await lookForRule(item, question, { send, hasTurn });
			return failure && question.ask === 'active' ? couldNotCheck(failure) : failure;
		},
	};
}

/** Whether a call is one that an item made. A real call is no test call, but a list may not say that a call is a test. */
export function isOwnCall(
	isTo: (call: RawCall) => Certainty,
	isTest = false,
): (call: RawCall) => Certainty {
	return isTest ? isTo : (call) => (callOf(call).isTest ? 'no' : isTo(call));
}

interface CalledItem extends RuledItem {
	readonly values: Pick<CallValues, 'agentId' | 'phone'>;
}

/** What a fact about a call has. */
export function aboutCall(to: string, isTest: boolean): Pick<Fact, 'contact' | 'isTest'> {
	return { contact: contactHash(contactOf(to)), isTest };
}

/** What a decision about any call has. */
export function placedOnce(
	{ options, request, tally, values: { phone: to } }: RuledItem,
	shape: Shape<IDataObject>,
): Once {
	const isTest = options.isTest === true;
	return {
		trace: (reply) => {
			const call = readAs(shape, request, reply);
			return call && Object.fromEntries(Object.entries(withId(call)).filter(isTraced));
		},
		// A minute protects real people.
		mayRepeat: isTest,
		delay: (sent) => delayOf(sent) * 1_000,
		duplicate: (call, by) => [skippedCall(to, { ...duplicateOf(to, by), call: withId(call) })],
		existing: (rejection) => {
			const call = existingCall(to, rejection);
			const items = call && [skippedCall(to, { ...existsAlready(to), call })];
			return items && { do: 'skip', items, isFinal: true, exists: true };
		},
		count: (difference) => {
			if (!isTest) tally.add(difference);
		},
	};
}

/** Why a number isn't called that was called, or will be. */
function duplicateOf(to: string, by: Maker): Refusal {
	const messages: Readonly<Record<Maker, string>> = {
		execution: `A call to ${to} was made less than a minute ago by another execution`,
		item: `${to} was already called for another item`,
		later: `A call to ${to} that another execution has made is dialed later`,
		nobody: existsAlready(to).message,
	};
	return { reason: 'duplicate', message: messages[by] };
}

/** What other executions of the process know of a call: no number, and nothing that was said or sent. */
const TRACED = ['id', 'call_id', 'uuid', 'agent_id', 'status', 'created_at'];
/** The most characters of a value that they know. */
const LONGEST_TRACED = 100;

function isTraced([name, value]: [string, unknown]): boolean {
	return TRACED.includes(name) && (textOfId(value)?.length ?? Infinity) <= LONGEST_TRACED;
}

/** Without knowing whether the agent is on a call, nobody is called. */
function couldNotCheck(reason: Failure): Failure {
	if (reason.why !== 'missing') return reason;
	return {
		...reason,
		// The title of a rejection would say that Talkover couldn't find the agent.
		...{ did: 'nothing', why: 'declined' },
		title: "Nobody was called because the node couldn't check for a call in progress (HTTP 404)",
		advice:
			"Check the Base URL of the Talkover API credential, or turn off 'Skip If on a Call' in 'Options'",
	};
}
