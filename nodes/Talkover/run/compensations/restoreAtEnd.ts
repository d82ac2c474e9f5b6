import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Send } from '../../api/client';
import type { Failure } from '../../api/response/reply';
import { failureFromAnswer } from '../../api/response/failure';
import { FEWEST_AT_ONCE } from '../../api/pacing/concurrency';
import type { Sender } from '../../api/pacing/retry';
import { ok } from '../../base/result';
import { isText } from '../../base/json';
import { inSentences } from '../../base/text/sentences';
import { fieldsOf } from '../../operation/resource';
import { details, headline, problemOfFailure } from '../../report/problem';
import { continuesOnFail } from '../output/continueOnFail';
import type { Outcome, RunEnd } from '../output/output';
import { failed } from '../output/output';
import type { Plan } from '../plan';
import type { Compensations, Ended } from './compensations';

/** The outcome of a compensation, for the items that made it necessary. */
interface RestoreNotice {
	update(json: IDataObject): IDataObject;
	readonly warning?: string;
}

/**
 * Runs the compensations after all items have ended, even if an item has ended the run, and reports
 * failed ones in the items, above the output, and in the error that ends the run.
 */
export async function restoreAtEnd(
	context: IExecuteFunctions,
	plan: Plan,
	{ outcomes, endedBy }: RunEnd,
	{ sender, compensations }: { readonly sender: Sender; readonly compensations: Compensations },
): Promise<RunEnd> {
	const { progress } = plan;
	const send = endedBy?.kind === 'unauthorized' ? rejected : sender.send;
	const ended = await compensations.restoreAll(send, FEWEST_AT_ONCE);
	const notices = new Map(ended.map((each) => [each.compensation.key, noticeOf(plan, each)]));
	const notes = [...notices.values()].flatMap(({ warning = [] }) => warning);
	for (const note of notes) progress.warn(note);
	const withNotices = outcomes.map((outcome, index) => {
		const key = compensations.keyOf(index);
		const own = key === undefined ? undefined : notices.get(key);
		return outcome && own ? withNotice(outcome, own, continuesOnFail(context)) : outcome;
	});
	return { outcomes: withNotices, endedBy, notes };
}

/** Replaces sending after the token was rejected, because it would be rejected again. */
const rejected: Send = async () => Promise.resolve(failureFromAnswer(401, undefined));

function noticeOf(plan: Plan, { result, compensation }: Ended): RestoreNotice {
	if (result.ok) return result.value;
	const warning = reasonOf(plan, compensation.failed, result);
	return {
		warning,
		update: (json) => ({
			...json,
			warning: inSentences(isText(json.warning) ? json.warning : undefined, warning),
		}),
	};
}

function reasonOf(plan: Plan, failed: string, failure: Failure): string {
	const problem = problemOfFailure(failure, fieldsOf(plan.operation));
	const parts = [`${failed}: ${headline(problem)}`, ...details(problem)];
	return parts.map((part) => `${part.replace(/\.$/, '')}.`).join(' ');
}

/** @param continues whether the user sees failed items; otherwise, the error that ends the run has the warning */
function withNotice(outcome: Outcome, notice: RestoreNotice, continues: boolean): Outcome {
	if (outcome.ok) {
		return ok(outcome.value.map((each) => ({ ...each, json: notice.update(each.json) })));
	}
	const { warning } = notice;
	if (warning === undefined || !continues) return outcome;
	const { problem } = outcome;
	return failed({ ...problem, advice: inSentences(problem.advice, warning) });
}
