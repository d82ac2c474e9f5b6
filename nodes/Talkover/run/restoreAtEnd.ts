import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Send } from '../api/client';
import type { Failure } from '../api/response/failure';
import { failureFromAnswer } from '../api/response/failure';
import type { Line } from '../api/pacing/retry';
import { withRetries } from '../api/pacing/retry';
import { details, headline } from '../report/problem';
import { continuesOnFailure } from './onFailure';
import type { Outcome, RunEnd } from './output';
import type { Plan } from './plan';
import { problemOfRun } from './problemOfRun';
import type { Ended, Restorations } from './restorations';

/** The outcome of a restoration, for the items that made it necessary. */
interface News {
	update(json: IDataObject): IDataObject;
	readonly warning?: string;
}

/**
 * Does the restorations of a run after all items have ended, even if an item has ended the run, and reports
 * failed ones in the items, above the output, and in the error that ends the run.
 */
export async function restoreAtEnd(
	context: IExecuteFunctions,
	plan: Plan,
	{ outcomes, endedBy }: Omit<RunEnd, 'notes'>,
	{ line, restorations }: { readonly line: Line; readonly restorations: Restorations },
): Promise<RunEnd> {
	const { items, options, progress } = plan;
	const send = endedBy?.kind === 'unauthorized' ? rejected : withRetries(plan.send, line);
	const ended = await restorations.restoreAll(send, options.maxConcurrency);
	const news = new Map(ended.map((each) => [each.restoration.key, newsOf(plan, each)]));
	const notes = [...news.values()].flatMap(({ warning = [] }) => warning);
	for (const note of notes) progress.warn(note);
	const informed = outcomes.map((outcome, index) => {
		const item = items[index];
		const key = item && 'job' in item ? item.job.restoration?.key : undefined;
		const own = key === undefined ? undefined : news.get(key);
		return outcome && own ? withNews(outcome, own, continuesOnFailure(context)) : outcome;
	});
	return { outcomes: informed, endedBy, notes };
}

/** Replaces sending after the token was rejected, because it would be rejected again. */
const rejected: Send = async () => Promise.resolve(failureFromAnswer(401, undefined));

function newsOf({ operation }: Plan, { result, restoration }: Ended): News {
	if (result.ok) return result.value;
	const warning = reasonOf(operation, restoration.failed, result);
	return {
		warning,
		update: (json) => ({
			...json,
			warning: typeof json.warning === 'string' ? `${json.warning} ${warning}` : warning,
		}),
	};
}

function reasonOf(operation: Plan['operation'], failed: string, failure: Failure): string {
	const problem = problemOfRun(failure, operation);
	const parts = [`${failed}: ${headline(problem)}`, ...details(problem)];
	return parts.map((part) => `${part.replace(/\.$/, '')}.`).join(' ');
}

/** @param continues whether the user sees failed items; otherwise, the error that ends the run has the warning */
function withNews(outcome: Outcome, news: News, continues: boolean): Outcome {
	if ('output' in outcome) {
		return { output: outcome.output.map((each) => ({ ...each, json: news.update(each.json) })) };
	}
	const { warning } = news;
	if (warning === undefined || !continues) return outcome;
	const { problem } = outcome;
	const advice = problem.advice === undefined ? warning : `${problem.advice}. ${warning}`;
	return { problem: { ...problem, advice } };
}
