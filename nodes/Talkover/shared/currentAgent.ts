import type { Send } from '../api/client';
import type { Failure } from '../api/failure';
import { localFailure } from '../api/failure';
import { object } from '../operation/shapes';

/**
 * What an agent has in a field before it is changed.
 *
 * @param what the field in words, e.g. `which direction the agent has`
 * @param instead what to do if it can't be read
 * @returns why it isn't known, if it can't be read
 */
export async function currentText(
	agentId: string,
	field: 'current_status' | 'direction',
	ask: Send,
	{ what, instead }: { readonly what: string; readonly instead: string },
): Promise<Failure | string> {
	const answer = await ask({ method: 'GET', path: ['agents', agentId] });
	if (!answer.ok) return withReason(answer, what);
	const value = object.read(answer.body)?.[field];
	return typeof value === 'string' && value !== ''
		? value
		: localFailure(`Talkover does not say ${what}, so nothing was changed`, instead);
}

function withReason(failure: Failure, what: string): Failure {
	if (failure.kind === 'unauthorized' || failure.kind === 'cancelled') return failure;
	const reason = `Nothing was changed, because the node could not read ${what}`;
	return { ...failure, advice: [...(failure.advice ? [failure.advice] : []), reason].join('. ') };
}
