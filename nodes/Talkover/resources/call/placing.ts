import type { IDataObject } from 'n8n-workflow';

import { conclude } from '../../api/content/decisions';
import { textOfId, withId } from '../../api/content/identity';
import type { Send } from '../../api/client';
import { saysNoCall } from '../../api/response/rejections';
import type { Done, Failure, Reply } from '../../api/response/reply';
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
import type { DuplicateInfo, Instead, Skipped, Transport } from '../../operation/operation';
import { includeInputFields, resendUnknown } from '../../operation/options';
import { SharedKey } from '../../operation/sharedKey';
import type { Shape } from '../../operation/shapes';
import { isIdentified, object, readAs } from '../../operation/shapes';
import type { RecoveryLookup } from '../../operation/recoveryLookup';
import { agentLocator } from '../../shared/agent/agent';
import { contactOf, spellingsOf } from '../../shared/phone/contact';
import { phone } from '../../shared/phone/phone';
import type { RawCall } from './state/call';
import { AgentCalls, CALLS, callsOfAgent } from './state/agentCalls';
import { activeCalls, activeCallsRequest } from './state/activeCalls';
import { isCallWithContact, isPlacedTo, isSeenPlacedTo } from './state/isCallWith';
import { skippedCall } from './result';
import type { RuledItem } from './rules';
import { callRules, decide, delayOf, lookAtCalls, sendIfAllowed } from './rules';
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

interface CallItem extends CallTransport, Pick<Transport, 'recovered'> {
	readonly values: Pick<CallValues, 'agentId' | 'phone'>;
	readonly options: { readonly skipIfActive: boolean };
}

/** By agent, then by contact. */
const PLACED_CALLS = new SharedKey<Map<string, IDataObject>>();

/** The agent's calls made in this run. */
function placedIn({ shared, values: { agentId } }: Pick<CallItem, 'shared' | 'values'>) {
	return shared(PLACED_CALLS, agentId, () => new Map<string, IDataObject>());
}

/** Notes the call of an item, for other items with the same contact. */
export function notePlaced(item: Pick<CallItem, 'shared' | 'values'>, call: IDataObject): void {
	placedIn(item).set(contactOf(item.values.phone), call);
}

/** What happens instead of a call: the rules and *Skip If on a Call* decide. */
export async function insteadOfCall(
	item: CallItem & RuledItem,
): Promise<Result<Instead, Failure> | undefined> {
	const duplicate = resultIfDuplicate(item);
	if (duplicate) return duplicate;
	const failure = await lookAtCalls(item, item.send);
	if (failure) return failure;
	const decision = decide(item);
	if (decision && 'ok' in decision) return decision;
	if (decision && 'items' in decision) return ok(decision);
	return (await resultIfOnCall(item)) ?? (decision && ok(decision));
}

/** By agent, then by contact: when it was checked whether the agent is on a call, in milliseconds of the clock. */
const CHECKED = new SharedKey<Map<string, number>>();
/**
 * Milliseconds after which it's checked again, because a call may have begun during a wait for the rate limit. Longer than a
 * window, because each check takes a request from the next one.
 */
const FRESH = 120_000;

function checkedIn({ shared, values: { agentId } }: CallItem): Map<string, number> {
	return shared(CHECKED, agentId, () => new Map<string, number>());
}

/** Sends the request of a call, unless a rule or *Skip If on a Call* forbids it after a long wait. */
export async function sendCall(item: CallItem & RuledItem, send: Send): Promise<Reply | Skipped> {
	const checkedAt = checkedIn(item).get(contactOf(item.values.phone)) ?? 0;
	if (item.pause.clock.now() - checkedAt > FRESH) {
		// A single request, because the item has its turn, and a list may wait for one.
		const instead = await resultIfOnCall({ ...item, send, alike: 1 });
		if (instead) return instead.ok ? instead.value : instead;
	}
	return sendIfAllowed(item, send);
}

/** The item's result if another item has called the number. The call may have ended, or not be visible yet. */
function resultIfDuplicate(item: CallItem) {
	const { phone: to } = item.values;
	if (!item.options.skipIfActive) return undefined;
	const earlier = placedIn(item).get(contactOf(to)) ?? item.recovered();
	return earlier && ok({ items: [skippedCall(to, duplicateOf(to), withId(earlier))] });
}

/** The item's result if the agent is already on a call with the number and *Skip If on a Call* is on. */
async function resultIfOnCall(
	item: CallItem,
): Promise<Result<{ readonly items: IDataObject[] }, Failure> | undefined> {
	const { values, options, ...transport } = item;
	const { agentId, phone: to } = values;
	if (!options.skipIfActive) return undefined;
	const checkedAt = item.pause.clock.now();
	const found = await callInProgress({ agentId, phone: to }, transport);
	if (!found.ok && !saysNoCall(found)) return couldNotCheck(found);
	// Only now, because the check may be repeated, e.g. after a 429.
	checkedIn(item).set(contactOf(to), checkedAt);
	if (!found.ok) return undefined;
	const { call, certainty } = found.value;
	return call && ok({ items: [skippedCall(to, onCallWith(to, certainty), call)] });
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

/** Why a number isn't called for another item. */
function duplicateOf(to: string): Refusal {
	return { reason: 'duplicate', message: `${to} was already called for another item` };
}

/** What other executions of the process know of a call: no number, and nothing that was said or sent. */
const TRACED = ['id', 'call_id', 'uuid', 'agent_id', 'status', 'created_at'];
/** The most characters of a value that they know. */
const LONGEST_TRACED = 100;

/**
 * Keeps executions from making two calls to a number within a minute, e.g. because a webhook was delivered twice, or one while
 * another waits to be dialed.
 *
 * @param shape how a response shows the call
 */
export function duplicateCall(
	{ phone: to }: { readonly phone: string },
	request: ApiRequest,
	shape = placedCall,
): DuplicateInfo {
	return {
		trace: (reply) => {
			const call = readAs(shape, request, reply);
			return call && Object.fromEntries(Object.entries(withId(call)).filter(isTraced));
		},
		items: (trace, isScheduled) => {
			const message = isScheduled
				? `A call to ${to} that another execution has made is dialed later`
				: `A call to ${to} was made less than a minute ago by another execution`;
			return [skippedCall(to, { reason: 'duplicate', message }, trace)];
		},
		delay: (sent) => delayOf(sent) * 1_000,
	};
}

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
