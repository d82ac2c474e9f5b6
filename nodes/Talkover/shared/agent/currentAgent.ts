import type { Send } from '../../api/client';
import { statusOf } from '../../api/content/status';
import type { Failure } from '../../api/response/reply';
import { wasStopped } from '../../api/response/reply';
import { localFailure } from '../../api/response/failure';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import { isText } from '../../base/json';
import { inSentences } from '../../base/text/sentences';
import type { Agent } from './agent';
import { agentRequest, agentShape } from './agent';

/**
 * Reads a field of an agent before the agent is changed.
 *
 * @param what the field for messages, e.g. `the direction of the agent`
 * @param instead the advice if Talkover doesn't return the field
 * @returns the value, a status in lower case, or a failure if it can't be read
 */
export async function currentText(
	agentId: string,
	field: 'current_status' | 'direction',
	send: Send,
	{ what, instead }: { readonly what: string; readonly instead: string },
): Promise<Result<string, Failure>> {
	return andThen(await currentAgent(agentId, what, send), (agent) => {
		const value = field === 'current_status' ? statusOf({ status: agent[field] }) : agent[field];
		return isText(value) ? ok(value) : notReturned(what, instead);
	});
}

/**
 * Reads an agent before it is changed.
 *
 * @param what the part that is needed, for messages
 */
export async function currentAgent(
	agentId: string,
	what: string,
	send: Send,
): Promise<Result<Agent, Failure>> {
	const answer = await send(agentRequest(agentId));
	return answer.ok ? ok(agentShape.read(answer) ?? {}) : withReason(answer, what);
}

/** The failure of a change that needs a value that Talkover didn't return. */
export function notReturned(what: string, instead: string): Failure {
	return localFailure(`Nothing was changed because Talkover didn't return ${what}`, instead);
}

function withReason(failure: Failure, what: string): Failure {
	if (failure.why === 'unauthorized' || wasStopped(failure)) return failure;
	const reason = `Nothing was changed because the node couldn't read ${what}`;
	return { ...failure, advice: inSentences(reason, failure.advice) };
}
