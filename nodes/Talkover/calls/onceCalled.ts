import type { IDataObject } from 'n8n-workflow';

import type { Fact } from '../account/book';
import { contactHash } from '../account/book';
import { textOfId, withId } from '../api/content/identity';
import { existingCallIn } from '../api/response/rejections';
import type { Failure } from '../api/response/reply';
import type { Maker, Once } from '../operation/creation/once';
import type { Shape } from '../operation/answers/shapes';
import { readAs } from '../operation/answers/shapes';
import { contactOf } from '../shared/phone/contact';
import { placedCall } from './placing';
import { isPlacedToContact } from './reading/isCallWith';
import { skippedCall } from './result';
import { decideCall, delayOf, lookForRule } from './rules';
import type { Refusal } from './rules/rule';
import type { RuledItem } from './rules/rulesOf';
import { toolOf } from './rules/rulesOf';

/** What decides whether an agent calls a number now. */
export function onceCalled(item: CalledItem): Once {
	const { agentId } = item.values;
	return {
		...placedOnce(item, placedCall),
		about: { ...aboutCall(item), agentId },
		decide: (_request, facts) => decideCall(item, facts),
		look: async (question, send, hasPermit) => {
			const failure = await lookForRule(item, question, { send, hasPermit });
			return failure && question.ask === 'active' ? couldNotCheck(failure) : failure;
		},
	};
}

interface CalledItem extends RuledItem {
	readonly values: { readonly agentId: string; readonly phone: string };
}

/** What a fact about a call has. */
export function aboutCall(item: RuledItem): Pick<Fact, 'contact' | 'isTest' | 'tool'> {
	const { isTest = false } = item.options;
	return { contact: contactHash(contactOf(item.values.phone)), isTest, tool: toolOf(item) };
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
		// People try out workflows with test calls, so these may follow each other within a minute.
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

/** What a rejection shows of a call that Talkover had before. */
function existingCall(to: string, rejection: Failure): IDataObject | undefined {
	const found = existingCallIn(rejection);
	// A call to somebody else is no reason.
	return found && isPlacedToContact(to)(found) !== 'no' ? found : undefined;
}

/** Why Talkover didn't make a call. */
function existsAlready(to: string): Refusal {
	const message = `${to} wasn't called, because Talkover already has a call to this number`;
	return { reason: 'duplicate', message };
}

/** Why a contact is skipped as a duplicate. */
function duplicateOf(to: string, by: Maker): Refusal {
	const messages: Readonly<Record<Maker, string>> = {
		execution: `A call to ${to} was made less than a minute ago: wait a minute, pin the output of the node, or use Test Call`,
		item: `${to} was already called for another item`,
		later: `A call to ${to} is already scheduled and is dialed later`,
		before: existsAlready(to).message,
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
			"Check the Base URL of the Talkover API credential, or turn off 'Skip If on a Call' in 'Rules'",
	};
}
