import type { Send } from '../api/client';
import type { Failure } from '../api/response/failure';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { ItemResult, Restoration, Restored } from '../operation/operation';
import type { Ledger } from './creations/ledger';
import { runPool } from './pool';

/**
 * The entries of all active runs of this process, by ID. A run that starts while another one is active sees the
 * state that the other one has undone, e.g. an agent that is temporarily a draft.
 */
const AT_WORK = new Map<string, Set<Entry>>();

/** How a restoration ended. */
export interface Ended {
	readonly restoration: Restoration;
	readonly result: Result<Restored, Failure>;
}

/**
 * The restorations of a run. Each is checked once before the first request that may make it necessary, and done
 * once after all items have ended.
 */
export class Restorations {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly ledger: Ledger) {}

	/**
	 * Checks whether there is something to restore later.
	 *
	 * @param sendCached sends the check's request
	 * @returns a failure if the check failed; the item must not be sent then
	 */
	async prepare(restoration: Restoration, sendCached: Send): Promise<Failure | undefined> {
		const needed = await this.entryOf(restoration).needed(sendCached);
		return needed.ok ? undefined : needed;
	}

	/** Call this with the result of each item that {@link prepare} allowed. */
	itemEnded(restoration: Restoration, result: ItemResult): void {
		if (mayHaveChanged(result)) this.entryOf(restoration).undone = true;
	}

	/**
	 * Restores everything that the items may have undone.
	 *
	 * @param send returns a failure for every request if the run can't send anymore
	 * @param limit the most restorations at the same time
	 * @returns the outcome of each restoration that was necessary
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

	private entryOf(restoration: Restoration): Entry {
		const { key } = restoration;
		const entry = this.entries.get(key) ?? new Entry(restoration, this.ledger);
		this.entries.set(key, entry);
		return entry;
	}
}

/** One restoration of a run. */
class Entry {
	/** Whether a request may have undone the state. */
	undone = false;
	private readonly id: string;
	/** Whether an earlier attempt undid the state without restoring it. */
	private readonly wasDue: boolean;
	private asked: Promise<Result<boolean, Failure>> | undefined;

	constructor(
		private readonly restoration: Restoration,
		private readonly ledger: Ledger,
	) {
		this.id = ledger.restorationId(restoration.key);
		this.wasDue = ledger.isDue(this.id);
	}

	/** Checks once. After a failure, the next item checks again. */
	async needed(sendCached: Send): Promise<Result<boolean, Failure>> {
		const asked = (this.asked ??= this.look(sendCached));
		const needed = await asked;
		if (!needed.ok && this.asked === asked) this.asked = undefined;
		// Recorded before anything is undone, so that the record is right even if n8n stops in between.
		if (needed.ok && needed.value) this.ledger.setDue(this.id, true);
		return needed;
	}

	async restore(send: Send): Promise<Ended | undefined> {
		const needed = await this.asked;
		if (!needed?.ok || !needed.value) return undefined;
		const { restoration } = this;
		const result = this.undone || this.wasDue ? await restoration.restore(send) : undefined;
		this.ledger.setDue(this.id, result?.ok === false);
		return result && { restoration, result };
	}

	close(): void {
		const atWork = AT_WORK.get(this.id);
		atWork?.delete(this);
		if (atWork?.size === 0) AT_WORK.delete(this.id);
	}

	private async look(sendCached: Send): Promise<Result<boolean, Failure>> {
		const atWork = AT_WORK.get(this.id) ?? new Set<Entry>();
		AT_WORK.set(this.id, atWork);
		const others = [...atWork].filter((other) => other !== this).map(async ({ asked }) => asked);
		atWork.add(this);
		const isUndone = (await Promise.all(others)).some((other) => other?.ok && other.value);
		if (this.wasDue || isUndone) return ok(true);
		return this.restoration.isNeeded(sendCached);
	}
}

/** Whether Talkover may have carried out the item's request. */
function mayHaveChanged(result: ItemResult): boolean {
	if (result.ok || result.repeated || result.uncertain) return true;
	return ['noResponse', 'server', 'unreadable', 'cancelled'].includes(result.kind);
}
