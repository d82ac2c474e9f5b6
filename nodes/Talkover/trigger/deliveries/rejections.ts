import { deleteOld, setNewest } from '../../base/collections/oldestFirst';

/** How long repeats of a rejection aren't logged, in milliseconds. */
const SILENT_MS = 60_000;
/** How long a rejection is remembered after it was logged, in milliseconds. */
const REMEMBERED_MS = 24 * 3600 * 1000;

interface Logged {
	/** When it was last logged, in milliseconds. */
	readonly at: number;
	/** The number of repeats since then. */
	readonly leftOut: number;
}

/**
 * Limits how often rejected deliveries are logged, to once a minute for each node and reason. Anyone who knows the URL
 * of a webhook can send requests to it, and could fill the disk with one line for each of them.
 *
 * Its memory is bounded by the number of nodes and reasons, because a request determines neither of them.
 */
export class Rejections {
	/** By node and reason, in the order in which they were last logged. */
	private readonly logged = new Map<string, Logged>();

	/** The number of remembered nodes and reasons. */
	get size(): number {
		return this.logged.size;
	}

	/**
	 * Counts a rejection.
	 *
	 * @param reason without anything that a request can determine
	 * @param now milliseconds on a monotonic scale
	 * @returns the number of repeats that weren't logged since the last one that was, if this one should be logged;
	 * otherwise undefined
	 */
	enter(node: string, reason: string, now: number): number | undefined {
		const key = JSON.stringify([node, reason]);
		const known = this.logged.get(key);
		if (known && now - known.at < SILENT_MS) {
			this.logged.set(key, { at: known.at, leftOut: known.leftOut + 1 });
			return undefined;
		}
		setNewest(this.logged, key, { at: now, leftOut: 0 });
		// Otherwise, a deleted or deactivated workflow would keep its memory until n8n restarts.
		deleteOld(this.logged, ({ at }) => now - at >= REMEMBERED_MS);
		return known?.leftOut ?? 0;
	}
}
