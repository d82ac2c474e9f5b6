import { deleteOld, deleteSurplus, setNewest } from '../../base/collections/oldestFirst';

/** How long a delivery is remembered, in milliseconds. */
const REMEMBERED_MS = 24 * 3600 * 1000;
/** The most deliveries remembered per node. */
const MOST = 20_000;

interface SeenByNode {
	/** When the latest delivery arrived, in milliseconds since 1970. */
	readonly latest: number;
	/** In the order of arrival: key → milliseconds since 1970. */
	readonly deliveries: Map<string, number>;
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

	/** Remembers a delivery. @returns whether this node has received it before */
	enter(node: string, key: string, now: number): boolean {
		const isOld = (time: number) => now - time >= REMEMBERED_MS;
		// Otherwise, a deleted or deactivated workflow would keep its memory until n8n restarts.
		deleteOld(this.nodes, ({ latest }) => isOld(latest));
		const { deliveries } = this.nodes.get(node) ?? { deliveries: new Map<string, number>() };
		deleteOld(deliveries, isOld);
		if (deliveries.has(key)) return true;
		deliveries.set(key, now);
		deleteSurplus(deliveries, MOST);
		setNewest(this.nodes, node, { latest: now, deliveries });
		return false;
	}

	/** Forgets a delivery that didn't start the workflow, because Talkover delivers it again. */
	forget(node: string, key: string): void {
		const deliveries = this.nodes.get(node)?.deliveries;
		deliveries?.delete(key);
		if (deliveries?.size === 0) this.nodes.delete(node);
	}
}
