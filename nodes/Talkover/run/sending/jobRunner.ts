import type { Book } from '../../account/book';
import type { Sender } from '../../api/pacing/retry';
import type { ApiRequest } from '../../api/request';
import { creationOf, hasLastingEffect, methodOf, pathKey } from '../../api/request';
import { lazily } from '../../base/collections/cache';
import { hashOf } from '../../base/hash';
import type { Creating } from '../../once/loop';
import { createOnce, decideOnce } from '../../once/loop';
import type { ItemResult, Job, Transport } from '../../operation/job';
import type { Compensations } from '../compensations/compensations';
import type { Plan } from '../plan';

/** Runs the jobs of a run: within the rate limit, with retries, and never twice for the same creation. */
export class JobRunner {
	/** Identifies the run for the values that its items share. */
	private readonly run = {};
	/** The number of items by the path of their request. */
	private readonly counts = lazily(() => countAlike(this.plan.jobs));

	constructor(
		private readonly plan: Pick<
			Plan,
			'isFromModel' | 'jobs' | 'pause' | 'progress' | 'tally' | 'tool'
		>,
		private readonly own: {
			readonly book: Book;
			readonly compensations: Compensations;
			/** Opens what the creating items share. */
			readonly creating: () => Creating;
			readonly sender: Sender;
		},
	) {}

	/**
	 * Runs the work of a job after that of earlier jobs that change the same thing, in all executions. Call it in the order of the
	 * items, so that the last one decides the state. The work includes handling the result, so that a failure ends the run before
	 * the next item starts.
	 */
	async inTurn({ request }: Job, work: () => Promise<boolean>): Promise<boolean> {
		const target = targetOf(request);
		if (target === undefined) return work();
		const { pause } = this.plan;
		// If the run ends meanwhile, nothing is sent anyway.
		return (await this.own.book.turn(hashOf(target), pause, work)) ?? work();
	}

	async result(item: number, job: Job): Promise<ItemResult> {
		const { compensations, sender } = this.own;
		const { request, compensation, creating } = job;
		const unchecked =
			compensation && (await compensations.prepare(item, compensation, sender.sendCached));
		if (unchecked) return unchecked;
		const transport = this.transportFor(item, job);
		const result = creating
			? await createOnce({ item, request, job: creating }, transport, this.own.creating())
			: await job.run(transport, this.plan.progress.pageRead);
		// Otherwise, the item itself says what it undoes.
		if (compensation && typeof compensation !== 'function') compensations.itemEnded(item, result);
		return result.ok && result.value.finish ? result.value.finish() : result;
	}

	private transportFor(item: number, { request }: Job): Transport {
		const { book, compensations, creating, sender } = this.own;
		const transport: Transport = {
			send: sender.send,
			sendCached: sender.sendCached,
			pause: this.plan.pause,
			shared: (key, name, make) => key.valueIn(this.run, name, make),
			alike: () => this.counts().get(pathKey(request)) ?? 0,
			tally: this.plan.tally,
			tool: this.plan.tool,
			isFromModel: this.plan.isFromModel,
			undoing: (compensation, isThere) => {
				compensations.undoing(item, compensation, isThere);
			},
			book,
			decide: async (wanted, decided) =>
				decideOnce({ item, request: wanted, job: decided }, transport, creating()),
		};
		return transport;
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

/**
 * What a request changes; undefined if the order of such requests is irrelevant. The key of an action or a training is in the
 * body. A POST that creates changes nothing that exists, unlike a PATCH that does the opposite each time.
 */
function targetOf(request: ApiRequest): string | undefined {
	const { body } = request;
	const isPost = methodOf(request) === 'POST';
	if (!hasLastingEffect(request) || (isPost && creationOf(request))) return undefined;
	return JSON.stringify([pathKey(request), body?.node_id]);
}
