import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../api/account';
import { lazily } from '../base/collections/cache';
import type { History } from './history';
import { openHistory } from './history';
import type { Journal } from './journal';
import { openJournal } from './journal';

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
	return lazily(() => ({
		journal: openJournal(context, account, byTool),
		history: openHistory(context, account),
	}));
}
