import type { Failure } from '../api/response/failure';
import type { Operation } from '../operation/operation';
import { fieldsOf } from '../operation/resource';
import type { Problem } from '../report/problem';
import { problemOfFailure } from '../report/problem';

/** The problem of a run of the Talkover node, which has the options that the failure's advice may name. */
export function toProblem(failure: Failure, operation: Operation): Problem {
	const { advice, optionAdvice } = failure;
	const all = [advice, optionAdvice].filter((each) => each !== undefined);
	const advised = all.length === 0 ? failure : { ...failure, advice: all.join('. ') };
	return problemOfFailure(advised, fieldsOf(operation));
}
