import type { IDataObject } from 'n8n-workflow';

import type { Clock, Pause } from '../api/pacing/clock';
import { deleteOld, deleteSurplus, setNewest } from '../base/collections/oldestFirst';

/** A creation is remembered for this long after it takes effect. */
const REMEMBERED_MS = 60_000;
/** The most creations of an account that are remembered. */
const MOST = 10_000;

/** A creation of the last minute, or one that takes effect later. */
interface Recent {
	/** The execution that sent the request. */
	readonly execution: string;
	/** What others may know of the thing that was created; undefined if the outcome of the request is unknown. */
	readonly trace: IDataObject | undefined;
}

interface Remembered extends Recent {
	/** When it takes effect, such as when a call is dialed. */
	readonly dueAt: number;
}

/** The same for a task. */
interface Earlier extends Recent {
	/** Whether it hasn't taken effect yet. */
	readonly isScheduled: boolean;
	/** Whether the task's own execution, or one that it repeats, sent the request. */
	readonly isOwn: boolean;
}

/** A request that creates something, for one task. */
export interface Turn {
	/** What has just been created under the same key, or may have been. */
	readonly recent: Earlier | undefined;
	/**
	 * Remembers how the request ended. Call it with `undefined` before the request is sent.
	 *
	 * @param trace contains no token, number or item
	 * @param delay milliseconds until it takes effect
	 */
	remember(trace: IDataObject | undefined, delay?: number): void;
	/** Takes back what this task remembered, because nothing was created. */
	forget(): void;
}

/** What tells the requests of a task from those of others. */
export interface TurnOf {
	/** A hash of what is created. */
	readonly key: string;
	/** The IDs of the execution and of those that it repeats. */
	readonly executions: readonly [own: string, ...earlier: string[]];
	readonly pause: Pause;
}

/**
 * What the executions of this process have just created in an account, and whose turn it is to create or change a thing. A
 * workflow that starts twice within milliseconds calls a contact once, which a look at Talkover's list can't achieve.
 *
 * `waiting` has what lets tasks continue, by the key that they wait for; `remembered` has the oldest creation first.
 */
export class RecentCreations {
	private readonly waiting = new Map<string, Set<() => void>>();
	private readonly remembered = new Map<string, Remembered>();

	constructor(private readonly clock: Clock) {}

	/**
	 * Runs a task after all earlier ones with the same key, for a request that creates something.
	 *
	 * @returns undefined if the pause ended before the task's turn
	 */
	async inTurn<Result>(
		{ key, executions, pause }: TurnOf,
		task: (turn: Turn) => Promise<Result>,
	): Promise<Result | undefined> {
		const [execution] = executions;
		return this.afterOthers(key, pause, async () => {
			this.forgetOld();
			const before = this.knownOf(key);
			return task({
				recent: before && {
					...before,
					isOwn: executions.includes(before.execution),
					isScheduled: before.dueAt > this.clock.now(),
				},
				remember: (trace, delay = 0) => {
					this.set(key, { execution, trace, dueAt: this.clock.now() + delay });
				},
				forget: () => {
					this.set(key, before);
				},
			});
		});
	}

	/** Like {@link inTurn}, for a request that changes something. */
	async afterOthers<Result>(
		key: string,
		pause: Pause,
		task: () => Promise<Result>,
	): Promise<Result | undefined> {
		if (!(await this.enter(key, pause))) return undefined;
		try {
			return await task();
		} finally {
			this.leave(key);
		}
	}

	/** Whether no creation of the last minute is known. */
	get isEmpty(): boolean {
		this.forgetOld();
		return this.remembered.size === 0;
	}

	get size(): { readonly remembered: number; readonly inUse: number; readonly waiting: number } {
		const { remembered, waiting } = this;
		const tasks = [...waiting.values()].flatMap((each) => [...each]);
		return { remembered: remembered.size, inUse: waiting.size, waiting: tasks.length };
	}

	private forgetOld(): void {
		deleteOld(this.remembered, (creation) => this.isOld(creation));
	}

	private knownOf(key: string): Remembered | undefined {
		const known = this.remembered.get(key);
		// One that takes effect later may keep old ones behind it.
		return known && !this.isOld(known) ? known : undefined;
	}

	private isOld({ dueAt }: Remembered): boolean {
		return this.clock.now() >= dueAt + REMEMBERED_MS;
	}

	private async enter(key: string, pause: Pause): Promise<boolean> {
		if (pause.ended) return false;
		const waiting = this.waiting.get(key);
		if (!waiting) {
			this.waiting.set(key, new Set());
			return true;
		}
		return new Promise((resolve) => {
			const enter = () => {
				resolve(true);
			};
			waiting.add(enter);
			pause.onEnd(() => {
				if (waiting.delete(enter)) resolve(false);
			});
		});
	}

	private leave(key: string): void {
		const waiting = this.waiting.get(key);
		const [next] = waiting ?? [];
		if (!next) {
			this.waiting.delete(key);
			return;
		}
		waiting?.delete(next);
		next();
	}

	private set(key: string, creation: Remembered | undefined): void {
		if (creation) setNewest(this.remembered, key, creation);
		else this.remembered.delete(key);
		deleteSurplus(this.remembered, MOST);
	}
}
