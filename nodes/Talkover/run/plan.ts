import type { IExecuteFunctions } from 'n8n-workflow';

import type { Access } from '../api/client';
import { openAccess } from '../api/client';
import type { Pause } from '../api/pacing/clock';
import { createPause } from '../api/pacing/clock';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Job, Tally, Transport, Values } from '../operation/job';
import type { Operation } from '../operation/spec';
import type { Resource } from '../operation/resource';
import { chosenOperation } from './chosenOperation';
import { credentialProblem, problemOfFaults } from '../report/problem';
import type { Records } from '../once/records';
import { recordsOf } from '../once/records';
import type { Failed, Outcome } from './output/output';
import { STOPPED, failed } from './output/output';
import { toolIn } from './tool';
import { isFromModel, readOptions } from './options';
import { outputItem } from './output/outputItem';
import { prepareItems } from './prepare';
import { Progress } from './progress';
import { tallyOf } from './sending/tally';
import { withSkipped } from './unusable';

/** What a run does, and with what. */
export interface Plan {
	readonly operation: Operation;
	readonly options: Values;
	/** By input item; undefined for items that nothing is sent for. */
	readonly jobs: readonly (Job | undefined)[];
	/** By input item, what is known before anything is sent: its output, or why it's invalid; undefined for jobs. */
	readonly outcomes: readonly (Outcome | undefined)[];
	readonly access: Access;
	/** Whether an item creates something. */
	readonly creates: boolean;
	/** Whether an item undoes what is restored at the end. */
	readonly compensates: boolean;
	/** Opened when they are first needed, because most runs create nothing. */
	readonly records: () => Records;
	/** Ends all waiting of the run at once. */
	readonly pause: Pause;
	readonly progress: Progress;
	readonly tally: Tally;
	/** See {@link Transport.tool}. */
	readonly tool: Transport['tool'];
	/** See {@link Transport.isFromModel}. */
	readonly isFromModel: Transport['isFromModel'];
}

/**
 * Reads and checks everything before the first request: the operation, the options, the credential and all items.
 *
 * @returns the plan, or a problem that concerns all items
 * @throws NodeOperationError if this version of the package doesn't have the operation
 */
export async function planRun(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<Result<Plan, Failed>> {
	const operation = chosenOperation(context, resources);
	const read = readOptions(context, operation);
	if (!read.ok) return failed(problemOfFaults(read.faults));
	const options = read.value;
	const signal = context.getExecutionCancelSignal();
	const opened = await openAccess(context, { signal });
	if (!opened.ok) return failed(credentialProblem(opened.faults));
	const access = opened.value;
	const prepared = await prepareItems(context, operation, options);
	if (!prepared) return failed(STOPPED);
	const items = withSkipped(operation, prepared);
	const jobs: (Job | undefined)[] = [];
	const outcomes: (Outcome | undefined)[] = [];
	let creates = false;
	let compensates = false;
	for (const [index, item] of items.entries()) {
		const job = item.ok && 'job' in item.value ? item.value.job : undefined;
		jobs.push(job);
		creates ||= job?.creating !== undefined;
		compensates ||= job?.compensation !== undefined;
		if (!item.ok) outcomes.push(failed(problemOfFaults(item.faults)));
		else if ('job' in item.value) outcomes.push(undefined);
		else outcomes.push(ok([outputItem(context, options, index, item.value.json)]));
	}
	const pause = createPause(signal);
	const tool = toolIn(context);
	const progress = new Progress(context, items.length, {
		clock: pause.clock,
		done: operation.done,
	});
	return ok({
		operation,
		options,
		jobs,
		outcomes,
		access,
		creates,
		compensates,
		records: recordsOf(context, access.account, tool !== undefined),
		pause,
		progress,
		tally: tallyOf(context),
		tool,
		isFromModel: (parameter) => isFromModel(context.getNode(), parameter),
	});
}
