import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../api/response/reply';
import type { ApiRequest } from '../../api/request';
import { encodePath } from '../../api/request';
import type { Certainty } from '../../base/certainty';
import { InvalidInput, attempt, textOfFaults } from '../../base/invalidInput';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import { defined } from '../../base/collections/defined';
import type { Field } from '../../parameters/field';
import { asRule, isBlank } from '../../parameters/field';
import type { OptionValues } from '../../parameters/groups';
import { CHOOSE_ONE } from '../../parameters/lists';
import { onWhenAdded } from '../../parameters/scalars';
import { localOperation } from '../../operation/localOperation';
import type { Decision, Once } from '../../operation/once';
import type { Transport } from '../../operation/job';
import { agentChoice, isInbound, readableAgent } from '../../shared/agent/agent';
import type { CheckedNumber } from '../../shared/phone/expensiveNumbers';
import { checkedNumber as typeOfNumber } from '../../shared/phone/expensiveNumbers';
import { phone, toE164 } from '../../shared/phone/phone';
import { callLookup } from '../../calls/lookup';
import { aboutCall, onceCalled } from '../../calls/onceCalled';
import { callTo, makeRequest } from '../../calls/placing';
import { skippedCall } from '../../calls/result';
import type { Checked } from '../../calls/rules';
import {
	callsInWindow,
	checkedNumber,
	decideCall,
	inProgress,
	lookForRule,
} from '../../calls/rules';
import { checkableRules } from '../../calls/rules/options';
import type { RuledItem } from '../../calls/rules/rulesOf';
import { failureUnlessNoCall } from '../../calls/reading/activeCalls';
import { CALLS, callsOfAgent } from '../../calls/reading/callLists';
import { localFailure, whyNever } from '../../api/response/failure';

/** A number in E.164 form, or why it isn't one. */
type Entered = { readonly to: string } | { readonly why: string };

/** The same parameter as that of a call. Accepts anything, because the result of the check is the output. */
const checkedPhone: Field<'phone', Entered> = {
	...phone,
	parse: (raw, locale) => {
		if (isBlank(raw)) return ok({ why: 'The phone number is empty' });
		const read = attempt(() => toE164(raw, locale?.country));
		if (read.ok) return ok({ to: read.value });
		return ok({ why: textOfFaults(read) });
	},
};

const agent = {
	...agentChoice,
	property: {
		...agentChoice.property,
		description: `Who would call. Required by the rules that read calls. ${CHOOSE_ONE}.`,
	},
	perItem: true,
} as const;

const checkOnCall = asRule(
	onWhenAdded({
		displayName: 'Check If on a Call',
		name: 'checkOnCall',
		description:
			'Whether to allow no call while the agent is on a call with the number. Takes a request or two per item, or a few for ten or more items.',
	}),
);

const options = [...checkableRules, agent, checkOnCall] as const;

type Options = OptionValues<typeof options>;

/** The list that the options may need; undefined if nothing has to be known of other calls. */
function listFor(chosen: Options): ApiRequest | undefined {
	const { agentId, checkOnCall: looks, maxCallsPerContact: limit } = chosen;
	if (agentId !== undefined) return callsOfAgent(agentId);
	if (!looks && !limit) return undefined;
	if (!looks && limit?.ofAllAgents) return CALLS;
	const text = `is required by '${looks ? checkOnCall.property.displayName : 'Max Calls per Contact'}'`;
	throw new InvalidInput([{ label: agent.property.displayName, text }]);
}

interface Known extends Checked {
	/** The calls that count for *Max Calls per Contact*; null if their number isn't known. */
	readonly callsInWindow?: number | null;
	/** Whether the agent is on a call with the number; null if that isn't known. */
	readonly onCall?: boolean | null;
}

/** The item, which has the same fields whatever is known. */
function itemOf(
	to: string | null,
	number: CheckedNumber | Record<keyof CheckedNumber, null>,
	{ skipped, timeZone, localTime, callsInWindow: count = null, onCall = null }: Known,
): IDataObject {
	const { reason = null, message = null, nextAllowedAt = null, lastCall } = skipped ?? {};
	return {
		...{ allowed: skipped === undefined, reason, message, to, ...number, timeZone, localTime },
		...{ nextAllowedAt, callsInWindow: count, onCall, ...defined({ lastCall }) },
	};
}

function invalidNumber(message: string): IDataObject {
	const known = { skipped: { reason: 'invalidNumber', message }, timeZone: null, localTime: null };
	return itemOf(null, { country: null, type: null, national: null }, known);
}

const ON_CALL: Readonly<Record<Certainty, boolean | null>> = {
	yes: true,
	no: false,
	unknown: null,
};

/** Whose number is checked, and with which options. */
type CheckedItem = RuledItem & Pick<Transport, 'decide' | 'sendCached'>;

/** What *Make* would do now. */
async function checkedByMake(item: CheckedItem): Promise<Result<Known, Failure>> {
	const { options: chosen, request, values } = item;
	const { agentId, phone: to } = values;
	const decided = await item.decide(request, {
		...{ creation: callTo(to), looksFirst: true, once: () => onceChecked(item) },
		recoveryLookup: agentId === undefined ? undefined : callLookup({ agentId, phone: to }),
	});
	const found = chosen.skipIfActive ? inProgress(item) : undefined;
	const { rejection } = found ?? {};
	// Unlike after *Make*, no request follows that fails for an unknown agent.
	const failure = decided.ok
		? rejection && (await failureUnlessNoCall(rejection, agentId ?? '', item.sendCached))
		: decided;
	const why = failure && whyNever(failure);
	if (failure && why === undefined) return failure;
	// The answer to the same request, so none is sent.
	const caller = rejection && (await readableAgent(agentId ?? '', item.sendCached));
	if (caller && isInbound(caller)) return localFailure(INBOUND, INBOUND_ADVICE);
	const now = Date.now();
	return ok({
		...checkedNumber(item, { to, now, dialedAt: now }),
		skipped: why === undefined ? skippedBy(to, decided) : unknownCall(to, why),
		callsInWindow: callsInWindow(item),
		onCall: found && why === undefined ? ON_CALL[found.certainty] : null,
	});
}

const INBOUND = "This agent doesn't make calls, because its direction is inbound";
const INBOUND_ADVICE =
	"Select an outbound agent in 'Agent Name or ID', or change the direction with Agent: Update Calling";

function unknownCall(to: string, why: string): IDataObject {
	const message = `${to} isn't called, because the node can't tell whether the agent is on a call with this number. ${why}`;
	return skippedCall(to, { reason: 'callsUnknown', message });
}

/** The item instead of a call; undefined if it would be made. */
function skippedBy(to: string, decided: Result<Decision, Failure>): IDataObject | undefined {
	if (!decided.ok) return undefined;
	const { value: decision } = decided;
	if (decision.do === 'skip') return decision.items[0];
	if (decision.do !== 'fail') return undefined;
	return skippedCall(to, { reason: 'callsUnknown', message: decision.failure.title });
}

/** What decides about a call; without an agent, only the rules do. */
function onceChecked(item: CheckedItem): Once {
	const { agentId, phone: to } = item.values;
	const look: Once['look'] = async (question, send, hasTurn) =>
		lookForRule(item, question, { send, hasTurn });
	return agentId === undefined
		? {
				...{ about: aboutCall(to, false), mayRepeat: true, trace: () => undefined, look },
				decide: (_request, facts) => decideCall(item, facts),
			}
		: { ...onceCalled({ ...item, values: { phone: to, agentId } }), look };
}

export const check = localOperation({
	value: 'check',
	name: 'Check',
	action: 'Check a phone number before a call',
	description: 'Check whether a number may be called now, without calling it',
	toolText:
		'Says whether a phone number may be called now, and if not, why and when. Calls nobody: use it before a call.',
	fields: [checkedPhone],
	options,
	prepare: ({ phone: entered }, chosen, shared) => {
		if ('why' in entered) return { json: invalidNumber(entered.why) };
		const { to } = entered;
		const { agentId, checkOnCall: skipIfActive } = chosen;
		const list = listFor(chosen);
		const plan = typeOfNumber(to);
		if (!list) {
			const now = Date.now();
			const known = checkedNumber({ options: chosen, shared }, { to, now, dialedAt: now });
			return { json: itemOf(to, plan, known) };
		}
		encodePath(list.path);
		const request = agentId === undefined ? list : makeRequest(agentId, to);
		const about = { values: defined({ phone: to, agentId }), request };
		return {
			job: {
				request: list,
				run: async (transport) => {
					const item = { ...transport, ...about, options: { ...chosen, skipIfActive } };
					const known = await checkedByMake(item);
					return andThen(known, (all) => ok({ items: [itemOf(to, plan, all)] }));
				},
			},
		};
	},
});
