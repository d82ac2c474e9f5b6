import type { Send } from '../../api/client';
import type { Failure } from '../../api/response/failure';
import { localFailure } from '../../api/response/failure';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { agentShape } from './agent';

/**
 * Reads a field of an agent before the agent is changed.
 *
 * @param what the field for messages, e.g. `the direction of the agent`
 * @param instead the advice if Talkover doesn't return the field
 * @returns the value, or a failure if it can't be read
 */
export async function currentText(
	agentId: string,
	field: 'current_status' | 'direction',
	send: Send,
	{ what, instead }: { readonly what: string; readonly instead: string },
): Promise<Result<string, Failure>> {
	const answer = await send({ method: 'GET', path: ['agents', agentId] });
	if (!answer.ok) return withReason(answer, what);
	const value = agentShape.read(answer.body)?.[field];
	return typeof value === 'string' && value !== ''
		? ok(value)
		: localFailure(`Nothing was changed because Talkover didn't return ${what}`, instead);
}

function withReason(failure: Failure, what: string): Failure {
	if (failure.kind === 'unauthorized' || failure.kind === 'cancelled') return failure;
	const reason = `Nothing was changed because the node couldn't read ${what}`;
	return { ...failure, advice: [reason, ...(failure.advice ? [failure.advice] : [])].join('. ') };
}
