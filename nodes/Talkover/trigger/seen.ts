const REMEMBERED_MS = 24 * 3600 * 1000;
const MOST = 20_000;

/**
 * The deliveries that have come, so that a repeat is recognised. In the memory of the process, because
 * n8n's static data is read anew for each delivery and written when an execution ends: two that come
 * at the same time would not see each other.
 */
export class SeenDeliveries {
	/** In the order in which they came: identity → milliseconds since 1970. */
	private readonly seen = new Map<string, number>();

	/** @returns whether it has been there; enters it if not */
	enter(identity: string, now: number): boolean {
		this.forgetOld(now);
		if (this.seen.has(identity)) return true;
		if (this.seen.size >= MOST) this.forgetOldest();
		this.seen.set(identity, now);
		return false;
	}

	/** As if it had never come: nothing was made of it, and Talkover delivers it again. */
	forget(identity: string): void {
		this.seen.delete(identity);
	}

	private forgetOld(now: number): void {
		for (const [identity, since] of this.seen) {
			if (now - since < REMEMBERED_MS) return;
			this.seen.delete(identity);
		}
	}

	private forgetOldest(): void {
		const [oldest] = this.seen.keys();
		if (oldest !== undefined) this.seen.delete(oldest);
	}
}
