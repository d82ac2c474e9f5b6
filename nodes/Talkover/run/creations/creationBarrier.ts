/**
 * For each kind of creation, separates the requests that create it from the tasks that look for what such a
 * request created, because a look would also find what is created meanwhile. Any number of requests can run at
 * once.
 */
export class CreationBarrier {
	private readonly sending = new Map<string, Set<Promise<unknown>>>();
	private readonly looking = new Map<string, Promise<unknown>>();

	/** Sends a request as soon as no task is looking for what it creates. */
	async send<Outcome>(key: string, request: () => Promise<Outcome>): Promise<Outcome> {
		// Not in a separate function, because another look could begin before it returns.
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

	/** Looks as soon as all requests that create the same thing have ended. */
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
