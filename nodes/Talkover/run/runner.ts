import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Send } from '../api/client';
import { openAccess } from '../api/client';
import type { Pause } from '../api/pacing/clock';
import { createPause } from '../api/pacing/clock';
import type { Failure } from '../api/failure';
import { CANCELLED } from '../api/failure';
import { RateGate } from '../api/pacing/gate';
import type { Attempt } from '../parameters/invalidInput';
import { withRetries } from '../api/pacing/retry';
import { fetchFile } from './download';
import type { NodeFailure } from '../report/errors';
import { failedItem, inputError, nodeError, runError } from '../report/errors';
import type { Ledger } from './ledger';
import { openLedger } from './ledger';
import type { Job, Operation, Result } from '../operation/operation';
import type { RunOptions } from '../operation/options';
import { runPool } from './pool';
import { prepareItems, readOptions } from './prepare';
import type { Problem } from '../report/problem';
import { problemOfFailure, problemOfFaults } from '../report/problem';
import { Progress } from './progress';
import type { Resource } from '../operation/resource';
import { fieldsOf, findOperation } from '../operation/resource';

/** Of an item that was not tried before the execution was stopped. */
const STOPPED = problemOfFailure(CANCELLED, []);

/** How an item ended. */
type Outcome = { readonly output: INodeExecutionData[] } | { readonly problem: Problem };

/**
 * Runs an operation over all input items.
 *
 * All items are checked before the first request. Results keep the order of the input and are
 * paired with it, whatever the concurrency. Without "continue on fail" the first failure stops the
 * run: nothing new is started, what is under way is awaited, and the first failed item by index is
 * reported. A refused token stops the run in any case, because every further request would be
 * refused as well.
 *
 * @throws NodeApiError | NodeOperationError with `itemIndex`
 */
export async function run(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const total = context.getInputData().length;
	const goesOn = context.continueOnFail();
	const plan = await planRun(context, operation, total);
	if ('problem' in plan) {
		if (!goesOn && plan.problem !== STOPPED) {
			throw nodeError(context.getNode(), plan.problem, { itemIndex: 0, total: 1 });
		}
		return [itemsOf(new Array<undefined>(total).fill(undefined), plan.problem)];
	}
	const outcomes = plan.prepared.map((item): Outcome | undefined =>
		'value' in item ? undefined : { problem: problemOfFaults(item.faults) },
	);
	const report = goesOn ? undefined : inputError(context.getNode(), problemsIn(outcomes), total);
	if (report) throw report;

	const ending = await sendItems(context, operation, plan, outcomes);

	// n8n itself records a stopped execution as canceled; an error thrown here would make it a failed one.
	const error = ending === STOPPED || goesOn ? undefined : firstError(context, outcomes);
	const output = itemsOf(outcomes, ending);
	plan.progress.finish();
	// Last, so that nothing can make n8n run the node again after it.
	if (!mayRunAgain(context, outcomes, output)) plan.ledger.clear();
	if (error) throw error;
	return [output];
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = findOperation(resources, resource, name);
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the Talkover node has no operation '${name}' for '${resource}'`,
		{ description: 'Update the n8n-nodes-talkover package, or choose another operation' },
	);
}

interface Plan {
	readonly options: RunOptions;
	readonly prepared: readonly Attempt<Job>[];
	readonly send: Send;
	readonly baseUrl: string;
	readonly pause: Pause;
	readonly ledger: Ledger;
	readonly progress: Progress;
}

/** Reads and checks everything before the first request; a problem here concerns every item. */
async function planRun(
	context: IExecuteFunctions,
	operation: Operation,
	total: number,
): Promise<Plan | { readonly problem: Problem }> {
	const read = readOptions(context, operation);
	if ('faults' in read) return { problem: problemOfFaults(read.faults) };
	const options = read.value;
	const signal = context.getExecutionCancelSignal();
	const access = await openAccess(context, { timeout: options.timeout, signal });
	if ('faults' in access) return { problem: problemOfFaults(access.faults) };
	const { send, baseUrl, account } = access.value;
	const prepared = await prepareItems(context, operation, options);
	if (!prepared) return { problem: STOPPED };
	const ledger = openLedger(context, account, options.resendUnknown === true);
	const pause = createPause(signal);
	const progress = new Progress(context, total, pause.clock);
	return { options, prepared, send, baseUrl, pause, ledger, progress };
}

/**
 * Sends every item that can be sent and enters its outcome.
 *
 * @returns what keeps the items that are still open from being tried, if anything does
 */
async function sendItems(
	context: IExecuteFunctions,
	operation: Operation,
	{ options, prepared, send, baseUrl, pause, ledger, progress }: Plan,
	outcomes: (Outcome | undefined)[],
): Promise<Problem | undefined> {
	const goesOn = context.continueOnFail();
	const gate = new RateGate({ pause, onClosed: progress.waiting });
	const line = { gate, pause, maxRetries: options.maxRetries };
	let ending: Problem | undefined;
	await runPool(prepared.length, options.maxConcurrency, async (index) => {
		const item = prepared[index];
		if (item === undefined || !('value' in item)) return true;
		const job = item.value;
		const careful = withRetries(ledger.record(index, send), line);
		const work = async () => ledger.once(index, job, careful, progress.pageRead);
		const result = await (job.looksFirst ? ledger.exclusively(job.request, work) : work());
		// It was still waiting when another item ended the run: it has not been tried.
		if (ending && !result.ok && result.kind === 'cancelled' && !result.uncertain) return false;
		const outcome = await toOutcome(context, operation, result, index, baseUrl);
		outcomes[index] = outcome;
		if ('problem' in outcome && (!goesOn || endsRun(outcome.problem))) {
			// What is said of this item, e.g. where to look for what it created, is not true of others.
			ending ??= outcome.problem.kind === 'cancelled' ? STOPPED : outcome.problem;
			pause.end();
		} else {
			progress.itemDone();
		}
		return ending === undefined;
	});
	pause.end();
	return ending;
}

/** The output in the order of the input; an item that was not tried gets what ended the run. */
function itemsOf(
	outcomes: readonly (Outcome | undefined)[],
	ending: Problem | undefined,
): INodeExecutionData[] {
	return outcomes.flatMap((outcome, item) => {
		if (outcome && 'output' in outcome) return outcome.output;
		const problem = outcome?.problem ?? ending;
		return problem ? [failedItem(problem, item)] : [];
	});
}

async function toOutcome(
	context: IExecuteFunctions,
	operation: Operation,
	result: Result,
	item: number,
	baseUrl: string,
): Promise<Outcome> {
	const problemOf = (failure: Failure) => problemOfFailure(failure, fieldsOf(operation));
	if (!result.ok) return { problem: problemOf(result) };
	const file = result.file ? await fetchFile(context, result.file, baseUrl) : undefined;
	if (file?.ok === false) return { problem: problemOf(file) };
	const binary = file ? { binary: file.binary } : {};
	return { output: result.output.map((json) => ({ json, ...binary, pairedItem: { item } })) };
}

/**
 * Whether n8n may run the node again for the same items: after a failure that stops the workflow, by
 * *Retry On Fail* or by hand; and with *Retry On Fail* whenever the first output item has an `error`,
 * whatever it means (`runNode` in n8n's `workflow-execute.js`).
 */
function mayRunAgain(
	context: IExecuteFunctions,
	outcomes: readonly (Outcome | undefined)[],
	[first]: readonly INodeExecutionData[],
): boolean {
	const complete = outcomes.every((outcome) => outcome && 'output' in outcome);
	const again = context.getNode().retryOnFail === true;
	if (first && 'error' in first.json) return again || !context.continueOnFail();
	return !complete && (again || !context.continueOnFail());
}

function endsRun({ kind }: Problem): boolean {
	return kind === 'unauthorized' || kind === 'cancelled';
}

function problemsIn(
	outcomes: readonly (Outcome | undefined)[],
): { itemIndex: number; problem: Problem }[] {
	return outcomes.flatMap((outcome, itemIndex) =>
		outcome && 'problem' in outcome ? [{ itemIndex, problem: outcome.problem }] : [],
	);
}

function firstError(
	context: IExecuteFunctions,
	outcomes: readonly (Outcome | undefined)[],
): NodeFailure | undefined {
	const [failed] = problemsIn(outcomes);
	const done = outcomes.filter((outcome) => outcome && 'output' in outcome).length;
	const total = outcomes.length;
	return failed && runError(context.getNode(), failed.problem, { ...failed, total }, done);
}
