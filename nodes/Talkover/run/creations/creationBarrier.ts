/**
 * For each kind of creation, separates the requests that create it from the tasks that look for what such a
 * request created, because such a poll would also find what is created meanwhile. Any number of requests can run at
 * once.
 */
export class CreationBarrier {
	private readonly sending = new Map<string, Set<Promise<unknown>>>();
	private readonly polling = new Map<string, Promise<unknown>>();

	/** Sends a request as soon as no task polls for what it creates. */
	async send<Outcome>(key: string, request: () => Promise<Outcome>): Promise<Outcome> {
		// Not in a separate function, because another poll could begin before it returns.
		while (this.polling.has(key)) await this.polling.get(key);
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

	/** Polls as soon as all requests that create the same thing have ended. */
	async poll<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
		while (this.polling.has(key)) await this.polling.get(key);
		const result = Promise.allSettled([...(this.sending.get(key) ?? [])]).then(task);
		this.polling.set(key, result);
		try {
			return await result;
		} finally {
			this.polling.delete(key);
		}
	}
}
