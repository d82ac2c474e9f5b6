/**
 * A mutex for each key. Tasks with the same key run one at a time, in the order in which `run` was called.
 * Tasks with different keys run concurrently.
 */
export class KeyedMutex {
	/** For each key, settles when the last task in the queue has ended. Never rejects. */
	private readonly queueEnds = new Map<string, Promise<unknown>>();

	/**
	 * Runs a task once all earlier tasks with the key have ended, whether they succeeded or failed.
	 *
	 * @returns what the task returns
	 * @throws what the task throws
	 */
	async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
		const previous = this.queueEnds.get(key) ?? Promise.resolve();
		const current = previous.then(task);
		this.queueEnds.set(
			key,
			current.catch(() => undefined),
		);
		return current;
	}
}

/** Weak, so that a mutex is released together with its object. */
const MUTEXES = new WeakMap<object, KeyedMutex>();

/** The mutex of an object. Returns the same mutex for the same object. */
export function mutexOf(owner: object): KeyedMutex {
	const mutex = MUTEXES.get(owner) ?? new KeyedMutex();
	MUTEXES.set(owner, mutex);
	return mutex;
}
