import type { IExecuteFunctions } from 'n8n-workflow';

import type { AccountAccess } from '../../account/sharedAccounts';
import { enterAccount } from '../../account/sharedAccounts';
import { maybeCreated, wasStopped } from '../../api/response/reply';
import type { Pause } from '../../api/pacing/clock';
import { createPause } from '../../api/pacing/clock';
import { FEWEST_AT_ONCE, MOST_AT_ONCE } from '../../api/pacing/concurrency';
import { Sender } from '../../api/pacing/retry';
import { lazily } from '../../base/collections/cache';
import type { ItemResult } from '../../operation/job';
import type { Problem } from '../../report/problem';
import { Compensations } from '../compensations/compensations';
import { continuesOnFail } from '../output/continueOnFail';
import { Evidence } from '../../once/evidence';
import type { Creating } from '../../once/loop';
import { JobRunner } from './jobRunner';
import type { RunEnd } from '../output/output';
import { STOPPED } from '../output/output';
import { toOutcome } from '../output/outcome';
import type { Plan } from '../plan';
import { runPool } from './pool';
import { restoreAtEnd } from '../compensations/restoreAtEnd';

/** The retries of a request. */
const MAX_RETRIES = 5;

/**
 * Runs the jobs of all valid items.
 *
 * A failed item ends the run unless the node continues on fail. A rejected token always ends it, because Talkover
 * would reject all further requests too. When the run ends, no more items start, and the requests in progress are
 * awaited.
 */
export async function sendItems(context: IExecuteFunctions, plan: Plan): Promise<RunEnd> {
	const compensations = new Compensations(plan.records);
	try {
		const entered = enter(plan, plan.pause);
		const { book } = entered;
		const sender = senderOf(plan, plan.pause, entered);
		const creating = lazily(() => creatingOf(plan, entered, sender));
		const runner = new JobRunner(plan, { book, compensations, creating, sender });
		const end = await sendAll(context, plan, runner);
		// A later retry must not search for what this run has recorded.
		const hasEnded = end.endedBy !== undefined && !continuesOnFail(context);
		if (plan.creates) plan.records().history.markRecorded(Date.now(), book, hasEnded);
		if (!plan.compensates) return end;
		// Published agents must stay published, even if another item has failed.
		const ended = plan.pause.ended;
		const pause = ended ? createPause(context.getExecutionCancelSignal()) : plan.pause;
		const lastSender = ended ? senderOf(plan, pause, enter(plan, pause)) : sender;
		const restored = await restoreAtEnd(context, plan, end, {
			sender: lastSender,
			compensations,
		});
		pause.end();
		return restored;
	} finally {
		plan.pause.end();
		compensations.close();
	}
}

function creatingOf(
	{ access, options, pause, progress, records }: Plan,
	{ book }: AccountAccess,
	sender: Sender,
): Creating {
	const { history, journal } = records();
	return {
		...{ account: access.account, book, journal, history, pause, sender },
		evidence: new Evidence(journal, history, book, pause, progress.waitingForLists),
		resendUnknown: options.resendUnknown === true,
	};
}

function enter(plan: Plan, pause: Pause): AccountAccess {
	const { access, progress } = plan;
	return enterAccount(access.account, {
		pause,
		requestsAtOnce: access.requestsAtOnce,
		isCautious: isCautious(plan),
		onWaiting: progress.waiting,
	});
}

function senderOf({ access }: Plan, pause: Pause, { limiter }: AccountAccess): Sender {
	return new Sender(access.send, { limiter, pause, maxRetries: MAX_RETRIES });
}

/** Whether the operation has effects outside Talkover, such as phones that ring, so that it doesn't become faster on its own. */
function isCautious({ operation }: Plan): boolean {
	return operation.caution !== undefined;
}

/** How many items may be in progress at once. The limiter decides how many of them may send a request. */
function itemsAtOnce(plan: Plan): number {
	const most = plan.access.requestsAtOnce ?? MOST_AT_ONCE;
	return isCautious(plan) ? Math.min(most, FEWEST_AT_ONCE) : most;
}

async function sendAll(context: IExecuteFunctions, plan: Plan, runner: JobRunner): Promise<RunEnd> {
	const { jobs, pause, progress } = plan;
	const continues = continuesOnFail(context);
	const outcomes = [...plan.outcomes];
	let endedBy: Problem | undefined;
	const { atOnce } = jobs.find((job) => job !== undefined) ?? {};
	await runPool(jobs.length, atOnce ?? itemsAtOnce(plan), async (index) => {
		const job = jobs[index];
		if (!job) return true;
		return runner.inTurn(job, async () => {
			const result = await runner.result(index, job);
			if (endedBy && wasOnlyWaiting(result)) return false;
			const outcome = await toOutcome(context, plan, index, result);
			outcomes[index] = outcome;
			if (!outcome.ok && (!continues || endsRun(outcome.problem))) {
				// A cancelled item's own problem, e.g. where to look for what it created, doesn't apply to others.
				endedBy ??= outcome.problem.kind === 'cancelled' ? STOPPED : outcome.problem;
				pause.end();
			} else {
				progress.itemDone();
			}
			return endedBy === undefined;
		});
	});
	return { outcomes, endedBy, notes: [] };
}

/** Whether an item was cancelled before it could do anything, so that it counts as not run. */
function wasOnlyWaiting(result: ItemResult): boolean {
	return !result.ok && wasStopped(result) && !maybeCreated(result) && !result.isPartial;
}

function endsRun({ kind }: Problem): boolean {
	return kind === 'unauthorized' || kind === 'cancelled';
}
