import type { IDataObject } from 'n8n-workflow';

import { inOutput } from '../api/content/decisions';
import { localFailure, whyNever } from '../api/response/failure';
import type { Failure } from '../api/response/reply';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Transport } from '../operation/job';
import type { Decision, Once, Reuse } from '../operation/creation/once';
import { isInbound, readableAgent } from '../shared/agent/agent';
import { callLookup } from './lookup';
import { aboutCall, onceCalled } from './onceCalled';
import { callTo } from './placing';
import { failureUnlessNoCall } from './reading/activeCalls';
import { skippedCall } from './result';
import type { Checked } from './rules';
import { callsInWindow, checkedNumber, decideCall, inProgress, lookForRule } from './rules';
import type { RuledItem, Unread } from './rules/rulesOf';

/** What *Make* would do with a number. */
export interface WhatMakeDoes extends Checked {
	/** The calls that count for *Max Calls per Contact*; null if their number isn't known. */
	readonly callsInWindow?: number | null;
	/** Whether the agent is on a call with the number; null if that isn't known. */
	readonly onCall?: boolean | null;
}

/** What the rules say now about a number that need to know nothing of other calls. */
export function checkedNow(item: Unread, to: string): Checked {
	const now = Date.now();
	return checkedNumber(item, { to, now, dialedAt: now });
}

/** Whose number is checked, and with which options. */
type CheckedItem = RuledItem & Pick<Transport, 'decide' | 'sendCached'>;

/** Finds out what *Make* would do now, and calls nobody. */
export async function whatMakeDoes(item: CheckedItem): Promise<Result<WhatMakeDoes, Failure>> {
	const { options: chosen, request, values } = item;
	const { agentId, phone: to } = values;
	const decided = await item.decide(request, {
		...{ creation: callTo(to), once: () => onceChecked(item) },
		recoveryLookup: agentId === undefined ? undefined : callLookup({ agentId, phone: to }),
	});
	const found = chosen.skipIfActive ? inProgress(item) : undefined;
	const { rejection } = found ?? {};
	const failure = decided.ok ? rejection && (await failureOfAgent(item, rejection)) : decided;
	const why = failure && whyNever(failure);
	if (failure && why === undefined) return failure;
	return ok({
		...checkedNow(item, to),
		skipped: why === undefined ? skippedBy(to, decided) : unknownCall(to, why),
		callsInWindow: callsInWindow(item),
		onCall: found && why === undefined ? inOutput(found.certainty) : null,
	});
}

const INBOUND = "This agent doesn't make calls, because its direction is inbound";
const INBOUND_ADVICE =
	"Select an outbound agent in 'Agent Name or ID', or change the direction with Agent: Update Calling";

/** Unlike after *Make*, no request follows that fails for an unknown agent, or for one that makes no calls. */
async function failureOfAgent(
	{ values: { agentId = '' }, sendCached }: CheckedItem,
	rejection: Failure,
): Promise<Failure | undefined> {
	const failure = await failureUnlessNoCall(rejection, agentId, sendCached);
	if (failure) return failure;
	// The answer to the same request, so none is sent.
	const caller = await readableAgent(agentId, sendCached);
	return caller && isInbound(caller) ? localFailure(INBOUND, INBOUND_ADVICE) : undefined;
}

function unknownCall(to: string, why: string): IDataObject {
	const message = `${to} isn't called, because the node can't tell whether the agent is on a call with this number. ${why}`;
	return skippedCall(to, { reason: 'callsUnknown', message });
}

/** The item instead of a call; undefined if it would be made. */
function skippedBy(
	to: string,
	decided: Result<Decision | Reuse, Failure>,
): IDataObject | undefined {
	if (!decided.ok) return undefined;
	const { value: decision } = decided;
	if (decision.do === 'skip') return decision.items[0];
	if (decision.do !== 'fail') return undefined;
	return skippedCall(to, { reason: 'callsUnknown', message: decision.failure.title });
}

/** What decides about a call; without an agent, only the rules do. */
function onceChecked(item: CheckedItem): Once {
	const { agentId, phone: to } = item.values;
	const look: Once['look'] = async (question, send, hasPermit) =>
		lookForRule(item, question, { send, hasPermit });
	return agentId === undefined
		? {
				...{ about: aboutCall(item), mayRepeat: true, trace: () => undefined, look },
				decide: (_request, facts) => decideCall(item, facts),
			}
		: { ...onceCalled({ ...item, values: { phone: to, agentId } }), look };
}
