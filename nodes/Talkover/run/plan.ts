import type { IExecuteFunctions } from 'n8n-workflow';

import type { Send } from '../api/client';
import { openAccess } from '../api/client';
import type { Pause } from '../api/pacing/clock';
import { createPause } from '../api/pacing/clock';
import type { ApiRequest } from '../api/request';
import { encodePath } from '../api/request';
import type { Attempt } from '../base/invalidInput';
import type { Job, Operation, Transport } from '../operation/operation';
import type { RunOptions } from '../operation/options';
import type { Resource } from '../operation/resource';
import { findOperation } from '../operation/resource';
import { setupError } from '../report/errors';
import { UNUSABLE_CREDENTIAL, problemOfFaults } from '../report/problem';
import type { History } from './creations/history';
import { openHistory } from './creations/history';
import type { Ledger } from './creations/ledger';
import { openLedger } from './creations/ledger';
import { Recovery } from './creations/recovery';
import { Lookups } from './lookups';
import type { Failed, Outcome } from './output';
import { STOPPED } from './output';
import type { Prepared } from './prepare';
import { prepareItems, readOptions } from './prepare';
import { Progress } from './progress';

/** Everything that a run needs to send its items. */
export interface Plan {
	readonly operation: Operation;
	readonly options: RunOptions;
	/** For each input item, the job to run, its output if nothing has to be sent, or why the item is invalid. */
	readonly items: readonly PlannedItem[];
	/** Sends one request, without retries. */
	readonly send: Send;
	readonly baseUrl: string;
	/** Ends all waiting of the run at once. */
	readonly pause: Pause;
	readonly ledger: Ledger;
	readonly history: History;
	readonly recovery: Recovery;
	readonly lookups: Lookups;
	readonly shared: Transport['shared'];
	/** The number of items whose request has the same path. */
	readonly alike: (request: ApiRequest) => number;
	readonly progress: Progress;
}

type PlannedItem = Outcome | { readonly job: Job };

/**
 * Reads and checks everything before the first request: the operation, the options, the credential and all items.
 *
 * @returns the plan, or a problem that concerns all items
 * @throws NodeOperationError if this version of the package doesn't have the operation
 */
export async function planRun(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<Failed | Plan> {
	const operation = chosenOperation(context, resources);
	const read = readOptions(context, operation);
	if ('faults' in read) return { problem: problemOfFaults(read.faults) };
	const options = read.value;
	const signal = context.getExecutionCancelSignal();
	const access = await openAccess(context, { timeout: options.timeout, signal });
	if ('faults' in access) {
		return { problem: problemOfFaults(access.faults, UNUSABLE_CREDENTIAL) };
	}
	const { send, baseUrl, account } = access.value;
	const prepared = await prepareItems(context, operation, options);
	if (!prepared) return { problem: STOPPED };
	const items = prepared.map(plannedItem);
	const ledger = openLedger(context, account, options.resendUnknown === true);
	const pause = createPause(signal);
	const history = openHistory(context, account);
	const recovery = new Recovery(ledger, history, pause);
	const progress = new Progress(context, items.length, pause.clock);
	const lookups = new Lookups();
	const shared = createShared();
	return {
		operation,
		options,
		items,
		send,
		baseUrl,
		pause,
		ledger,
		history,
		recovery,
		lookups,
		shared,
		alike: countAlike(items),
		progress,
	};
}

function plannedItem(prepared: Attempt<Prepared>, item: number): PlannedItem {
	if ('faults' in prepared) return { problem: problemOfFaults(prepared.faults) };
	const { value } = prepared;
	return 'job' in value ? value : { output: [{ json: value.json, pairedItem: { item } }] };
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = findOperation(resources, resource, name);
	if (operation) return operation;
	throw setupError(
		context.getNode(),
		`This version of the Talkover node doesn't have the operation '${name}' of '${resource}'`,
		'Update the package n8n-nodes-talkover, or choose another operation',
	);
}

function countAlike(items: readonly PlannedItem[]): Plan['alike'] {
	const counts = new Map<string, number>();
	const count = ({ path }: ApiRequest) => counts.get(encodePath(path)) ?? 0;
	for (const item of items) {
		if ('job' in item) counts.set(encodePath(item.job.request.path), count(item.job.request) + 1);
	}
	return count;
}

function createShared(): Transport['shared'] {
	const values = new Map<string, unknown>();
	return <Value>(key: string, make: () => Value) => {
		if (!values.has(key)) values.set(key, make());
		// Each key is used for one type of value.
		return values.get(key) as Value;
	};
}
