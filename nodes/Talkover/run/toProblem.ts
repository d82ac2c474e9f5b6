import type { Failure } from '../api/response/reply';
import { MAX_RETRIES } from '../operation/options';
import { fieldsOf } from '../operation/resource';
import type { Problem } from '../report/problem';
import type { Plan } from './plan';
import { problemOfFailure } from '../report/problem';
import { inSentences } from '../base/text/sentences';

/** The problem of a run of the Talkover node, which has the options that the failure's advice may name. */
export function toProblem(
	failure: Failure,
	{ operation, options }: Pick<Plan, 'operation' | 'options'>,
): Problem {
	const { advice, optionAdvice } = failure;
	const isRetried = failure.why !== 'rateLimited' || options.maxRetries > 0;
	const noRetries = isRetried ? undefined : `'${MAX_RETRIES}' is 0, so this wasn't retried`;
	const all = inSentences(noRetries, advice, optionAdvice);
	const advised = all === '' ? failure : { ...failure, advice: all };
	return problemOfFailure(advised, fieldsOf(operation));
}
