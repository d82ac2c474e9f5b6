/** How long a delivery is remembered, in milliseconds. */
const REMEMBERED_MS = 24 * 3600 * 1000;
/** Deliveries that are remembered per node. */
const MOST = 20_000;

interface SeenByNode {
	/** When the latest delivery came, in milliseconds since 1970. */
	readonly latest: number;
	/** In the order in which they came: key → milliseconds since 1970. */
	readonly deliveries: Map<string, number>;
}

/**
 * The deliveries that have come, so that a repeat is recognized. Each node has a memory of its own,
 * because a server that one node trusts must not have the events of another node dropped or forgotten.
 *
 * It is in the memory of the process, because n8n's static data is read anew for each delivery and
 * written when an execution ends: two that come at the same time would not see each other.
 */
export class SeenDeliveries {
	/** In the order of their latest delivery. */
	private readonly nodes = new Map<string, SeenByNode>();

	/** How much is remembered, over all nodes. */
	get size(): { readonly nodes: number; readonly deliveries: number } {
		const sizes = [...this.nodes.values()].map(({ deliveries }) => deliveries.size);
		return { nodes: sizes.length, deliveries: sizes.reduce((sum, size) => sum + size, 0) };
	}

	/** @returns whether it has come to this node before; enters it if not */
	enter(node: string, key: string, now: number): boolean {
		this.forgetQuietNodes(now);
		const { deliveries } = this.nodes.get(node) ?? { deliveries: new Map<string, number>() };
		forgetOld(deliveries, now);
		if (deliveries.has(key)) return true;
		if (deliveries.size >= MOST) forgetOldest(deliveries);
		deliveries.set(key, now);
		// Deleted first, because an entry that is only replaced keeps its place in the order.
		this.nodes.delete(node);
		this.nodes.set(node, { latest: now, deliveries });
		return false;
	}

	/** As if it had never come: nothing was made of it, and Talkover delivers it again. */
	forget(node: string, key: string): void {
		const deliveries = this.nodes.get(node)?.deliveries;
		deliveries?.delete(key);
		if (deliveries?.size === 0) this.nodes.delete(node);
	}

	/** A workflow that was deleted or deactivated would otherwise keep its memory until n8n restarts. */
	private forgetQuietNodes(now: number): void {
		for (const [node, { latest }] of this.nodes) {
			if (now - latest < REMEMBERED_MS) return;
			this.nodes.delete(node);
		}
	}
}

function forgetOld(deliveries: Map<string, number>, now: number): void {
	for (const [key, since] of deliveries) {
		if (now - since < REMEMBERED_MS) return;
		deliveries.delete(key);
	}
}

function forgetOldest(deliveries: Map<string, number>): void {
	const [oldest] = deliveries.keys();
	if (oldest !== undefined) deliveries.delete(oldest);
}
