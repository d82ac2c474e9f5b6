import type { Send } from '../api/client';
import type { RetryContext } from '../api/pacing/retry';
import { withRetries } from '../api/pacing/retry';
import type { ApiRequest } from '../api/request';
import { creationOf, hasLastingEffect, methodOf, pathKey } from '../api/request';
import type { ItemResult, Job, Transport } from '../operation/operation';
import type { Compensations } from './compensations/compensations';
import type { JobAccess } from './creations/creations';
import type { OtherExecutions } from './creations/otherExecutions';
import { Lookups } from './lookups';
import type { Plan } from './plan';

/** Runs the jobs of a run: within the rate limit, with retries, and never twice for the same creation. */
export class JobRunner {
	/** Identifies the run for the values that its items share. */
	private readonly run = {};
	private readonly sendCached: Send;
	/** By path of the request. */
	private readonly alike: ReadonlyMap<string, number>;

	constructor(
		private readonly plan: Pick<
			Plan,
			'access' | 'creations' | 'jobs' | 'pause' | 'progress' | 'tally'
		>,
		private readonly retryContext: RetryContext,
		private readonly compensations: Compensations,
		private readonly others: OtherExecutions,
	) {
		this.sendCached = new Lookups().withCache(withRetries(plan.access.send, retryContext));
		this.alike = countAlike(plan.jobs);
	}

	/**
	 * Runs the work of a job after that of earlier jobs that update the same thing, also in other executions. Call it in the
	 * order of the items, so that the last one decides the state. The work includes what follows from the result, so that no other item is sent before.
	 */
	async inTurn<Result>({ request }: Job, work: () => Promise<Result>): Promise<Result> {
		const target = targetOf(request);
		return target === undefined ? work() : this.others.afterOthers(target, work);
	}

	async result(item: number, job: Job): Promise<ItemResult> {
		const { compensation } = job;
		const unknown =
			compensation && (await this.compensations.prepare(compensation, this.sendCached));
		if (unknown) return unknown;
		const access: JobAccess = {
			sendOnce: this.plan.access.send,
			withRetries: (send) => withRetries(send, this.retryContext),
			common: this.commonFor(job),
			onPage: this.plan.progress.pageRead,
		};
		const { creations } = this.plan;
		const result = await this.others.inTurn(job, async (own) => creations.run(item, own, access));
		if (compensation) this.compensations.itemEnded(compensation, result);
		return result.ok && result.value.finish ? result.value.finish() : result;
	}

	private commonFor({ request }: Job): Omit<Transport, 'recovered' | 'send'> {
		return {
			sendCached: this.sendCached,
			pause: this.plan.pause,
			shared: (key, name, make) => key.valueIn(this.run, name, make),
			alike: this.alike.get(pathKey(request)) ?? 0,
			tally: this.plan.tally,
			contacts: this.others.contacts,
		};
	}
}

function countAlike(jobs: Plan['jobs']): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const job of jobs) {
		if (!job) continue;
		const path = pathKey(job.request);
		counts.set(path, (counts.get(path) ?? 0) + 1);
	}
	return counts;
}

/** What a request changes; undefined if the order of such requests is irrelevant. The key of an action or a training is in the body. */
function targetOf(request: ApiRequest): string | undefined {
	const { body } = request;
	const isPost = methodOf(request) === 'POST';
	if (!hasLastingEffect(request) || (isPost && creationOf(request))) return undefined;
	return JSON.stringify([pathKey(request), body?.node_id]);
}
