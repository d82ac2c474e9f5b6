/**
 * Keeps apart, by what is created: requests that create it, any number of them at once, and tasks that look for
 * what such a request has created. What is sent meanwhile would be found as well.
 */
export class CreationBarrier {
	private readonly sending = new Map<string, Set<Promise<unknown>>>();
	private readonly looking = new Map<string, Promise<unknown>>();

	/** Sends a request once nobody looks for what it creates. */
	async send<Outcome>(key: string, request: () => Promise<Outcome>): Promise<Outcome> {
		// Here and not in a function of its own, after which another look could have begun.
		while (this.looking.has(key)) await this.looking.get(key);
		const sent = request();
		const sending = this.sending.get(key) ?? new Set();
		this.sending.set(key, sending.add(sent));
		try {
			return await sent;
		} finally {
			sending.delete(sent);
			if (sending.size === 0) this.sending.delete(key);
		}
	}

	/** Looks once all requests have ended that create the same. */
	async look<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
		while (this.looking.has(key)) await this.looking.get(key);
		const result = Promise.allSettled([...(this.sending.get(key) ?? [])]).then(task);
		this.looking.set(key, result);
		try {
			return await result;
		} finally {
			this.looking.delete(key);
		}
	}
}
