import { moduleState } from '../../account/moduleState';
import type { Send } from '../../api/client';
import type { Failure } from '../../api/response/reply';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Compensation, ItemResult, Restored, Restoring } from '../../operation/job';
import type { Journal } from '../../once/journal';
import type { Records } from '../../once/records';
import { runPool } from '../sending/pool';

/**
 * The entries of all active runs of this process, by ID. A run that starts while another one is active sees the
 * state that the other one has undone, e.g. an agent that is temporarily a draft.
 */
const entriesOfRuns = moduleState(() => new Map<string, Set<Entry>>());

/** How a compensation ended. */
export interface Ended {
	readonly compensation: Compensation;
	readonly result: Result<Restored, Failure>;
}

/**
 * The compensations of a run. Each is checked once before the first request that may make it necessary, and done
 * once after all items have ended.
 */
export class Compensations {
	private readonly entries = new Map<string, Entry>();
	private readonly byItem = new Map<number, Entry>();

	constructor(private readonly records: () => Records) {}

	/**
	 * Checks whether there is something to restore later.
	 *
	 * @param sendCached sends the check's requests
	 * @returns a failure if the check failed; the item must not be sent then
	 */
	async prepare(
		item: number,
		restoring: Restoring,
		sendCached: Send,
	): Promise<Failure | undefined> {
		const found = typeof restoring === 'function' ? await restoring(sendCached) : ok(restoring);
		if (!found.ok) return found;
		if (!found.value) return undefined;
		const needed = await this.entryFor(item, found.value).needed(sendCached);
		return needed.ok ? undefined : needed;
	}

	/** Call this with the result of each item that {@link prepare} allowed. */
	itemEnded(item: number, result: ItemResult): void {
		const entry = this.byItem.get(item);
		if (entry && mayHaveChanged(result)) entry.undone = true;
	}

	/**
	 * An item is about to undo the state.
	 *
	 * @param isThere whether it has found the state itself
	 */
	undoing(item: number, compensation: Compensation, isThere: boolean): void {
		this.entryFor(item, compensation).undoing(isThere);
	}

	/** The key of what an item may have undone. */
	keyOf(item: number): string | undefined {
		return this.byItem.get(item)?.compensation.key;
	}

	/**
	 * Restores everything that the items may have undone.
	 *
	 * @param send returns a failure for every request if the run can't send anymore
	 * @param limit the most compensations at the same time
	 * @returns the outcome of each compensation that was necessary
	 */
	async restoreAll(send: Send, limit: number): Promise<readonly Ended[]> {
		const entries = [...this.entries.values()];
		const ended: Ended[] = [];
		await runPool(entries.length, limit, async (index) => {
			const own = await entries[index]?.restore(send);
			if (own) ended.push(own);
			return true;
		});
		return ended;
	}

	/** Call this when the run ends, in any case. */
	close(): void {
		for (const entry of this.entries.values()) entry.close();
	}

	private entryFor(item: number, compensation: Compensation): Entry {
		const { key } = compensation;
		const entry = this.entries.get(key) ?? new Entry(compensation, this.records().journal);
		this.entries.set(key, entry);
		this.byItem.set(item, entry);
		return entry;
	}
}

/** One compensation of a run. */
class Entry {
	/** Whether a request may have undone the state. */
	undone = false;
	private readonly id: string;
	/** Whether an earlier attempt undid the state without restoring it. */
	private readonly pending: boolean;
	private asked: Promise<Result<boolean, Failure>> | undefined;

	constructor(
		readonly compensation: Compensation,
		private readonly journal: Journal,
	) {
		this.id = journal.compensationId(compensation.key);
		this.pending = journal.isPending(this.id);
	}

	/** Checks once. After a failure, the next item checks again. */
	async needed(sendCached: Send): Promise<Result<boolean, Failure>> {
		const asked = (this.asked ??= this.check(sendCached));
		const needed = await asked;
		if (!needed.ok && this.asked === asked) this.asked = undefined;
		// Recorded before anything is undone, so that the record is right even if n8n stops in between.
		if (isNeeded(needed)) this.journal.setPending(this.id, true);
		return needed;
	}

	undoing(isThere: boolean): void {
		this.undone = true;
		if (!isThere) return;
		this.asked = Promise.resolve(ok(true));
		this.journal.setPending(this.id, true);
	}

	async restore(send: Send): Promise<Ended | undefined> {
		if (!isNeeded(await this.asked)) return undefined;
		const { compensation } = this;
		const result = this.undone || this.pending ? await compensation.restore(send) : undefined;
		this.journal.setPending(this.id, result?.ok === false);
		return result && { compensation, result };
	}

	close(): void {
		const entries = entriesOfRuns();
		const active = entries.get(this.id);
		active?.delete(this);
		if (active?.size === 0) entries.delete(this.id);
	}

	private async check(sendCached: Send): Promise<Result<boolean, Failure>> {
		const entries = entriesOfRuns();
		const active = entries.get(this.id) ?? new Set<Entry>();
		entries.set(this.id, active);
		const others = [...active].filter((other) => other !== this).map(async ({ asked }) => asked);
		active.add(this);
		if (this.pending || (await Promise.all(others)).some(isNeeded)) return ok(true);
		return this.compensation.isNeeded(sendCached);
	}
}

/** Whether a check has found that there is something to restore. */
function isNeeded(checked: Result<boolean, Failure> | undefined): boolean {
	return checked?.ok === true && checked.value;
}

/** Whether Talkover may have carried out the item's request. */
function mayHaveChanged(result: ItemResult): boolean {
	return result.ok || result.did === 'unknown';
}
