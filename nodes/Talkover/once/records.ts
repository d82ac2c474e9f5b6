import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../api/account';
import { lazily } from '../base/collections/cache';
import { History } from './history';
import { Journal } from './journal';

/** What n8n keeps of an execution for its next attempt. */
export interface Records {
	readonly journal: Journal;
	readonly history: History;
}

/**
 * Opens the records of a run when something first needs them.
 *
 * @param byTool whether an AI agent uses the node as its tool
 */
export function recordsOf(
	context: IExecuteFunctions,
	account: Account,
	byTool: boolean,
): () => Records {
	return lazily(() => {
		const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
		const facts = {
			id: context.getExecutionId(),
			isRetry: context.getMode() === 'retry',
			establishedAt: context.getExecutionContext()?.establishedAt,
		};
		return {
			journal: new Journal(context.getContext('node'), byTool ? 'tool' : Number(runIndex), account),
			history: new History(context.getContext('flow'), facts, account, Date.now()),
		};
	});
}
