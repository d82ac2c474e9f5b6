import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CANCELLED } from '../../api/response/failure';
import { isRecord, isText } from '../../base/json';
import type { Result } from '../../base/result';
import type { NodeFailure } from '../../report/errors';
import { failedItem, inputError, nodeError, runError } from '../../report/errors';
import type { Problem } from '../../report/problem';
import { details, headline, problemOfFailure } from '../../report/problem';
import { continuesOnFail } from './continueOnFail';

/** How an item ended: with its output, or with a problem. */
export type Outcome = Result<INodeExecutionData[], Failed>;

/** An item that failed, or that is invalid and wasn't run. */
export interface Failed {
	readonly ok: false;
	readonly problem: Problem;
}

export function failed(problem: Problem): Failed {
	return { ok: false, problem };
}

/** How a run ended. */
export interface RunEnd {
	/** By input item; undefined for items that weren't run. */
	readonly outcomes: readonly (Outcome | undefined)[];
	/** Why the remaining items weren't run; undefined if all were. */
	readonly endedBy: Problem | undefined;
	/** Messages in addition to the items' problems, e.g. that an agent couldn't be published again. */
	readonly notes: readonly string[];
}

/** The problem of items that weren't run because the execution was stopped. */
export const STOPPED = problemOfFailure(CANCELLED, []);

/**
 * The output if a problem concerns all items.
 *
 * @throws NodeApiError | NodeOperationError unless the node continues on fail or the execution was stopped
 */
export function failAllItems(context: IExecuteFunctions, problem: Problem): INodeExecutionData[] {
	if (!continuesOnFail(context) && problem !== STOPPED) {
		throw nodeError(context.getNode(), problem);
	}
	return context.getInputData().map((_, index) => failedItem(problem, index));
}

/**
 * Reports all invalid items in one error.
 *
 * @throws NodeOperationError unless all items are valid or the node continues on fail
 */
export function throwIfInvalid(
	context: IExecuteFunctions,
	outcomes: readonly (Outcome | undefined)[],
): void {
	if (continuesOnFail(context)) return;
	const error = inputError(context.getNode(), problemsIn(outcomes), outcomes.length);
	if (error) throw error;
}

/** The output items in the order of the input. Items that weren't run get the problem that ended the run. */
export function toOutput({ outcomes, endedBy }: RunEnd): INodeExecutionData[] {
	return outcomes.flatMap((outcome, index) => {
		if (outcome?.ok) return outcome.value;
		const problem = outcome?.problem ?? endedBy;
		return problem ? [failedItem(problem, index)] : [];
	});
}

/** What the items have done so far, for a line of the log: outcomes and IDs, but no phone numbers. */
export function doneSoFar({ outcomes }: RunEnd): string {
	return outcomes
		.map((outcome, index) => {
			const text = outcome ? resultOf(outcome) : '';
			return text === '' ? '' : `; item ${index}: ${text}`;
		})
		.join('');
}

function resultOf(outcome: Outcome): string {
	if (!outcome.ok) return outcome.problem.outcomeUnknown ? 'outcome unknown' : '';
	return outcome.value
		.map(({ json }) => (isRecord(json.call) ? json.call : json))
		.flatMap((result) => [result.outcome, result.id])
		.filter(isText)
		.join(' ');
}

/** The error that ends the execution, from the first failed item that no other one has cut short; undefined if there is none. */
export function toError(
	context: IExecuteFunctions,
	{ outcomes, endedBy, notes }: RunEnd,
): NodeFailure | undefined {
	// n8n itself records a stopped execution as canceled. An error would make it a failed one.
	if (endedBy === STOPPED || continuesOnFail(context)) return undefined;
	const problems = problemsIn(outcomes);
	// What ended the run explains the items that it has cut short.
	const failed = problems.find(({ problem }) => !isCutShort(problem)) ?? problems[0];
	if (!failed) return undefined;
	const cutShort = problems.filter((each) => each !== failed && isCutShort(each.problem));
	const { itemIndex, problem } = failed;
	const position = { itemIndex, total: outcomes.length };
	const done = outcomes.filter((outcome) => outcome?.ok).length;
	return runError(context.getNode(), problem, position, {
		done,
		notes: [...notes, ...cutShort.map(inOneLine)],
	});
}

/**
 * Whether n8n may run the node again for the same items: after a failure that stops the workflow, by
 * *Retry On Fail* or by hand. With *Retry On Fail*, n8n also does so whenever the first output item has an
 * `error`, whatever it means (`runNode` in n8n's `workflow-execute.js`).
 */
export function mayRunAgain(
	context: IExecuteFunctions,
	{ outcomes }: RunEnd,
	[first]: readonly INodeExecutionData[],
): boolean {
	const retries = context.getNode().retryOnFail === true || !continuesOnFail(context);
	const hasError = first !== undefined && 'error' in first.json;
	return retries && (hasError || !outcomes.every((outcome) => outcome?.ok));
}

function isCutShort({ kind }: Problem): boolean {
	return kind === 'cancelled';
}

function inOneLine({ itemIndex, problem }: ItemProblem): string {
	return `Item ${itemIndex}: ${[headline(problem), ...details(problem)].join('. ')}`;
}

interface ItemProblem {
	readonly itemIndex: number;
	readonly problem: Problem;
}

function problemsIn(outcomes: readonly (Outcome | undefined)[]): ItemProblem[] {
	return outcomes.flatMap((outcome, itemIndex) =>
		outcome?.ok === false ? [{ itemIndex, problem: outcome.problem }] : [],
	);
}
