import { deleteOld, deleteSurplus, setNewest } from '../../base/collections/oldestFirst';
import type { Answer } from './answer';
import { isFailure } from './answer';

/** How long a delivery is remembered, in milliseconds. */
const REMEMBERED_MS = 24 * 3600 * 1000;
/**
 * How long n8n may take to answer, in milliseconds. It's long because n8n only answers when an execution has a free place
 * (`N8N_CONCURRENCY_PRODUCTION_LIMIT`). After that, nobody can tell whether it still starts the workflow.
 */
const ANSWERED_WITHIN_MS = 3600 * 1000;
/** The most deliveries remembered per node. */
const MOST = 20_000;

interface Seen {
	/** When the delivery arrived, in milliseconds since 1970. */
	readonly at: number;
	readonly answer: Answer;
}

interface SeenByNode {
	/** When the latest delivery arrived, in milliseconds since 1970. */
	readonly latest: number;
	/** In the order of arrival, by key. */
	readonly deliveries: Map<string, Seen>;
}

/**
 * Remembers deliveries to recognize repeats. Each node has its own memory, so that a server that one node trusts can't
 * make another node drop or forget events.
 *
 * Kept in the memory of the process, because n8n reads static data for each delivery and writes it when an execution
 * ends: two simultaneous deliveries wouldn't see each other.
 */
export class SeenDeliveries {
	/** In the order of their latest delivery. */
	private readonly nodes = new Map<string, SeenByNode>();

	/** The number of remembered nodes and deliveries. */
	get size(): { readonly nodes: number; readonly deliveries: number } {
		const sizes = [...this.nodes.values()].map(({ deliveries }) => deliveries.size);
		return { nodes: sizes.length, deliveries: sizes.reduce((sum, size) => sum + size, 0) };
	}

	/**
	 * Remembers a delivery, unless an earlier one of the same event has started the workflow or still may.
	 *
	 * @param answer n8n's answer to this delivery
	 * @returns the answer to the earlier one
	 */
	enter(node: string, key: string, now: number, answer: Answer): Answer | undefined {
		const isOld = (time: number) => now - time >= REMEMBERED_MS;
		// Otherwise, a deleted or deactivated workflow would keep its memory until n8n restarts.
		deleteOld(this.nodes, ({ latest }) => isOld(latest));
		const { deliveries } = this.nodes.get(node) ?? { deliveries: new Map<string, Seen>() };
		deleteOld(deliveries, ({ at }) => isOld(at));
		const first = deliveries.get(key);
		if (first && hasStarted(first, now)) return first.answer;
		setNewest(deliveries, key, { at: now, answer });
		deleteSurplus(deliveries, MOST);
		setNewest(this.nodes, node, { latest: now, deliveries });
		return undefined;
	}
}

/** Whether a delivery has started the workflow, or may still do so. */
function hasStarted({ at, answer: { status } }: Seen, now: number): boolean {
	return status === undefined ? now - at < ANSWERED_WITHIN_MS : !isFailure(status);
}
