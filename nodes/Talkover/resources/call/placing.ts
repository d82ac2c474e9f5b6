import type { IDataObject } from 'n8n-workflow';

import { conclude } from '../../api/content/decisions';
import type { Fact } from '../../account/book';
import { contactHash } from '../../account/book';
import { keyOfId, textOfId, withId } from '../../api/content/identity';
import { outcomeIn } from '../../api/content/status';
import { CLOCK_TOLERANCE } from '../../api/content/times';
import type { Send } from '../../api/client';
import { saysNoCall } from '../../api/response/rejections';
import type { Done, Failure } from '../../api/response/reply';
import { unreadableAnswer } from '../../api/response/failure';
import type { ApiRequest } from '../../api/request';
import { requestFields } from '../../api/contract/requestFields';
import type { Certainty } from '../../base/certainty';
import { plainTextOf } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { ValuesOf } from '../../parameters/field';
import { byUser, neededIfAdded, neededOrDefault, perItem, sentAs } from '../../parameters/field';
import type { OptionValues } from '../../parameters/groups';
import { number, toggle } from '../../parameters/scalars';
import type { Decision, Maker, Once } from '../../operation/once';
import type { Transport } from '../../operation/operation';
import { includeInputFields, resendUnknown } from '../../operation/options';
import { SharedKey } from '../../operation/sharedKey';
import type { Shape } from '../../operation/shapes';
import { isIdentified, object, readAs } from '../../operation/shapes';
import type { RecoveryLookup } from '../../operation/recoveryLookup';
import { agentLocator } from '../../shared/agent/agent';
import { contactOf, spellingsOf } from '../../shared/phone/contact';
import { phone } from '../../shared/phone/phone';
import type { RawCall } from './state/call';
import { callOf } from './state/call';
import { AgentCalls, CALLS, callsOfAgent } from './state/agentCalls';
import { activeCalls, activeCallsRequest } from './state/activeCalls';
import { isCallWithContact, isPlacedTo, isSeenPlacedTo } from './state/isCallWith';
import { skippedCall } from './result';
import type { RuledItem } from './rules';
import {
	callRules,
	callsOf,
	decideByRules,
	delayOf,
	existingCall,
	existsAlready,
	lookAtCalls,
} from './rules';
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

const skipIfActive = byUser(
	neededOrDefault(
		toggle({
			displayName: 'Skip If on a Call',
			name: 'skipIfActive',
			default: true,
			description:
				'Whether to skip the call if the agent is already on a call with this number. Takes a request or two per item, or a few for ten or more items of an agent.',
		}),
	),
);

/** From this number of items of an agent, its list of calls is read instead of sending a request per item. */
const FEWEST_FOR_LIST = 10;

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

/**
 * The request that makes an agent call a number.
 */
export function callRequest(
	{ agentId, phone: to, ...rest }: CallValues,
	options: OptionValues<typeof callOptions>,
): ApiRequest {
	return {
		endpoint: 'makeCall',
		path: ['agents', agentId, 'call'],
		body: requestFields('MakeCallRequest', {
			to,
			payload: payloadOf(rest, options),
			context: contextOf(rest, options),
			delaySeconds: options.delaySeconds,
			isTesting: options.isTest,
		}),
		creates: {
			key: ['call', contactOf(to)],
			isOncePerItem: true,
			label: `the call to ${to}`,
			where: 'the calls of the agent',
		},
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
	{ delaySeconds = 0, callingHours }: OptionValues<typeof callOptions>,
): RecoveryLookup {
	// An earlier attempt may have delayed a call that is within the hours now.
	const mayBeDelayed = delaySeconds > 0 || callingHours?.outside === 'delay';
	return {
		list: callsOfAgent(agentId),
		kind: 'call',
		mayLack: mayBeDelayed ? "a call with a delay may not be listed before it's dialed" : undefined,
		isOwn: isPlacedTo(to),
		wider: { list: CALLS, isOwn: isSeenPlacedTo(to), where: 'the calls of all agents' },
	};
}

type CallTransport = Pick<Transport, 'alike' | 'pause' | 'send' | 'shared'>;

/** By agent. */
const OPEN_CALLS = new SharedKey<AgentCalls>();

/** The calls of an agent, shared by all items of a run. */
export function agentCallsOf(
	agentId: string,
	{ alike, pause, send, shared }: CallTransport,
): AgentCalls {
	return shared(OPEN_CALLS, agentId, () => new AgentCalls(agentId, send, pause.clock, alike));
}

interface CallItem extends CallTransport {
	readonly values: Pick<CallValues, 'agentId' | 'phone'>;
	readonly options: { readonly skipIfActive: boolean; readonly isTest?: boolean | undefined };
}

/** Whether an agent was on a call with a contact when that was checked. */
interface Checked {
	/** On the scale of the run's clock. */
	readonly at: number;
	readonly found: InProgress;
}

/** By agent, then by contact. */
const CHECKED = new SharedKey<Map<string, Checked>>();
/**
 * Milliseconds after which it's checked again, because a call may have begun during a wait for the rate limit. Longer than a
 * window, because each check takes a request from the next one.
 */
const FRESH = 120_000;

function checkedIn({ shared, values: { agentId } }: CallItem): Map<string, Checked> {
	return shared(CHECKED, agentId, () => new Map<string, Checked>());
}

/** What decides whether an agent calls a number now: the rules, and whether it's on a call with it. */
export function onceCalled(item: CallItem & RuledItem): Once {
	const { phone: to, agentId } = item.values;
	const { isTest = false } = item.options;
	return {
		...placedOnce(item, placedCall),
		about: { ...aboutCall(to, isTest), agentId },
		decide: (_request, facts) => {
			const decision = decideByRules(item, facts);
			if (decision && decision.do !== 'send') return decision;
			return decideIfPending(item, facts) ?? decideIfOnCall(item) ?? decision;
		},
		look: async (question, send, hasPermit) =>
			question.ask === 'calls'
				? lookAtCalls(item, question, send, hasPermit)
				: lookIfOnCall(item, send, hasPermit),
	};
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
		duplicate: (call, by) => [skippedCall(to, duplicateOf(to, by), withId(call))],
		existing: (rejection) => {
			const call = existingCall(to, rejection);
			const items = call && [skippedCall(to, existsAlready(to), call)];
			return items && { do: 'skip', items, isFinal: true, exists: true };
		},
		count: (difference) => {
			if (!isTest) tally.add(difference);
		},
	};
}

/** A call of a campaign is dialed at most this long after it was added, in milliseconds, or never. */
const LONGEST_PENDING = 24 * 3_600_000;
/** States of calls that aren't dialed yet. */
const WAITING: readonly string[] = ['initiated', 'queued', 'scheduled'];

/** Whether the contact waits in a campaign of the same agent, which will call it anyway. */
function decideIfPending(item: CallItem & RuledItem, facts: readonly Fact[]): Decision | undefined {
	const { agentId, phone: to } = item.values;
	const isPending = (fact: Fact) =>
		fact.inCampaign === true &&
		!fact.isTest &&
		fact.agentId !== undefined &&
		keyOfId(fact.agentId) === keyOfId(agentId) &&
		Date.now() < fact.at + LONGEST_PENDING;
	const pending = item.options.isTest ? undefined : facts.find(isPending);
	if (!pending) return undefined;
	const since = pending.at - CLOCK_TOLERANCE;
	const calls = callsOf(item, agentId);
	if (!calls.isKnown({ to, since })) return { do: 'look', at: { ask: 'calls', agentId, since } };
	const isTo = isPlacedTo(to);
	const isDialed = calls.callsTo(to).calls.some(({ element, created }) => {
		const { state, ended } = callOf(element);
		// A state that nobody knows may be one of them.
		const mayWait = state === undefined || WAITING.includes(state) || !outcomeIn(state);
		const isLater = created !== undefined && created.earliest >= since - CLOCK_TOLERANCE;
		return isLater && isTo(element) === 'yes' && (ended === 'yes' || !mayWait);
	});
	if (isDialed) return undefined;
	const message = `A call to ${to} that another execution has added to a campaign is dialed later`;
	const items = [skippedCall(to, { reason: 'duplicate', message }, pending.trace)];
	return { do: 'skip', items, isFinal: false };
}

/** What follows if the agent is already on a call with the number and *Skip If on a Call* is on. */
function decideIfOnCall(item: CallItem): Decision | undefined {
	const { phone: to } = item.values;
	if (!item.options.skipIfActive) return undefined;
	const checked = checkedIn(item).get(contactOf(to));
	if (!checked || item.pause.clock.now() - checked.at > FRESH) {
		return { do: 'look', at: { ask: 'active' } };
	}
	const { call, certainty } = checked.found;
	if (!call) return undefined;
	const items = [skippedCall(to, onCallWith(to, certainty), call)];
	return { do: 'skip', items, isFinal: true };
}

/** Checks whether the agent is on a call with the number. */
async function lookIfOnCall(
	item: CallItem,
	send: Send,
	hasPermit: boolean,
): Promise<Failure | undefined> {
	const { agentId, phone: to } = item.values;
	const at = item.pause.clock.now();
	// A single request, because a list may wait for an item that waits for this one.
	const transport = hasPermit ? { ...item, send, alike: 1 } : item;
	const found = await callInProgress({ agentId, phone: to }, transport);
	if (!found.ok && !saysNoCall(found)) return couldNotCheck(found);
	checkedIn(item).set(contactOf(to), { at, found: found.ok ? found.value : { certainty: 'no' } });
	return undefined;
}

/** Whether an agent is on a call with a number, and which. */
interface InProgress {
	readonly certainty: Certainty;
	readonly call?: RawCall;
}

/** @returns a failure if it isn't known, or for which {@link saysNoCall} is true */
export async function callInProgress(
	{ agentId, phone: to }: CallItem['values'],
	transport: CallTransport,
): Promise<Result<InProgress, Failure>> {
	const isWorthALook = transport.alike >= FEWEST_FOR_LIST;
	if (isWorthALook && !(await agentCallsOf(agentId, transport).mayBeWith(to))) {
		return ok({ certainty: 'no' });
	}
	let found: Result<InProgress, Failure> = ok({ certainty: 'no' });
	// A call to another spelling of the number rings the same phone.
	for (const spelling of spellingsOf(to)) {
		const answer = await transport.send(activeCallsRequest(agentId, spelling));
		found = answer.ok ? inProgressIn(answer, to) : answer;
		if (found.ok ? found.value.call : !saysNoCall(found)) return found;
	}
	return found;
}

function inProgressIn(reply: Done, to: string): Result<InProgress, Failure> {
	const calls = activeCalls.read(reply);
	if (!calls) return unreadableAnswer(reply.status, reply.body);
	// Talkover may ignore the number.
	const isWith = isCallWithContact(to);
	const found = calls.map((call) => ({ call, certainty: isWith(call) }));
	const certain = found.find(({ certainty }) => certainty === 'yes');
	const possible = found.find(({ certainty }) => conclude('onCall', certainty));
	return ok(certain ?? possible ?? { certainty: 'no' });
}

/** Why a number isn't called that the agent is, or may be, on a call with. */
export function onCallWith(to: string, certainty: Certainty): Refusal {
	const is = certainty === 'yes' ? 'is' : 'may be';
	const message = `${to} isn't called, because the agent ${is} on a call with this number`;
	return { reason: 'onCall', message };
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
