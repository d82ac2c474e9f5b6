import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from '../api/response/failure';
import type { Pause } from '../api/pacing/clock';
import { createPause } from '../api/pacing/clock';
import { RateGate } from '../api/pacing/gate';
import type { Line } from '../api/pacing/retry';
import { withRetries } from '../api/pacing/retry';
import type { ItemResult, Job, Transport } from '../operation/operation';
import type { Problem } from '../report/problem';
import { fetchFile } from './download';
import { continuesOnFailure } from './onFailure';
import type { Outcome, RunEnd } from './output';
import { STOPPED } from './output';
import type { Plan } from './plan';
import { runPool } from './pool';
import { problemOfRun } from './problemOfRun';
import { Restorations } from './restorations';
import { restoreAtEnd } from './restoreAtEnd';

/**
 * Runs the jobs of all valid items.
 *
 * A failed item ends the run unless the node continues on fail. A rejected token always ends it, because Talkover
 * would reject all further requests too. When the run ends, no more items start, and the requests in progress are
 * awaited.
 */
export async function sendItems(context: IExecuteFunctions, plan: Plan): Promise<RunEnd> {
	const restorations = new Restorations(plan.ledger);
	try {
		const line = lineOf(plan, plan.pause);
		const end = await sendAll(context, plan, line, restorations);
		// Published agents must stay published, even if another item has failed.
		const ended = plan.pause.ended;
		const pause = ended ? createPause(context.getExecutionCancelSignal()) : plan.pause;
		const lastLine = ended ? lineOf(plan, pause) : line;
		const restored = await restoreAtEnd(context, plan, end, { line: lastLine, restorations });
		pause.end();
		return restored;
	} finally {
		plan.pause.end();
		restorations.close();
	}
}

function lineOf({ options, progress }: Plan, pause: Pause): Line {
	const gate = new RateGate({ pause, onClosed: progress.waiting });
	return { gate, pause, maxRetries: options.maxRetries };
}

async function sendAll(
	context: IExecuteFunctions,
	plan: Plan,
	line: Line,
	restorations: Restorations,
): Promise<Omit<RunEnd, 'notes'>> {
	const { items, options, pause, progress } = plan;
	const continues = continuesOnFailure(context);
	const outcomes: (Outcome | undefined)[] = items.map((item) => ('job' in item ? undefined : item));
	let endedBy: Problem | undefined;
	const atOnce = items.flatMap((item) => ('job' in item ? [item.job.atOnce] : []))[0];
	await runPool(items.length, atOnce ?? options.maxConcurrency, async (index) => {
		const item = items[index];
		if (item === undefined || !('job' in item)) return true;
		const result = await runJob(plan, { line, restorations }, index, item.job);
		if (endedBy && wasOnlyWaiting(result)) return false;
		const outcome = await toOutcome(context, plan, index, result);
		outcomes[index] = outcome;
		if ('problem' in outcome && (!continues || endsRun(outcome.problem))) {
			// A cancelled item's own problem, e.g. where to look for what it created, doesn't apply to others.
			endedBy ??= outcome.problem.kind === 'cancelled' ? STOPPED : outcome.problem;
			pause.end();
		} else {
			progress.itemDone();
		}
		return endedBy === undefined;
	});
	return { outcomes, endedBy };
}

/** Runs one job: within the rate limit, with retries, and never twice for the same creation. */
async function runJob(
	{ send, ledger, recovery, lookups, pause, progress, shared, alike }: Plan,
	{ line, restorations }: { readonly line: Line; readonly restorations: Restorations },
	index: number,
	job: Job,
): Promise<ItemResult> {
	const sendWithRetries = recovery.over(index, job, withRetries(ledger.record(index, send), line));
	const sendCached = lookups.over(sendWithRetries);
	const transport: Transport = {
		...{ send: sendWithRetries, sendCached, pause, shared },
		alike: alike(job.request),
		recovered: () => recovery.givenFor(job.request),
	};
	const recover = recovery.of(job, sendWithRetries);
	const work = async () => ledger.once(index, job, transport, recover, progress.pageRead);
	const { restoration } = job;
	const unknown = restoration && (await restorations.prepare(restoration, sendCached));
	if (unknown) return unknown;
	const result = await (job.looksFirst ? ledger.exclusively(job.request, work) : work());
	if (restoration) restorations.itemEnded(restoration, result);
	return result.ok && result.value.finish ? result.value.finish() : result;
}

/** Whether an item was cancelled before it could create anything, so that it counts as not run. */
function wasOnlyWaiting(result: ItemResult): boolean {
	return !result.ok && result.kind === 'cancelled' && !result.uncertain;
}

function endsRun({ kind }: Problem): boolean {
	return kind === 'unauthorized' || kind === 'cancelled';
}

async function toOutcome(
	context: IExecuteFunctions,
	{ operation, baseUrl, progress }: Plan,
	index: number,
	result: ItemResult,
): Promise<Outcome> {
	const problemOf = (failure: Failure) => problemOfRun(failure, operation);
	if (!result.ok) return { problem: problemOf(result) };
	const { file: link, items, warning } = result.value;
	const file = link && (await fetchFile(context, link, baseUrl));
	if (file?.ok === false) return { problem: problemOf(file) };
	if (warning !== undefined) progress.warn(warning);
	const binary = file ? { binary: file.binary } : {};
	const pairedItem = { item: index };
	return { output: items.map((json) => ({ json, ...binary, pairedItem })) };
}
