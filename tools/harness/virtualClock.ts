import type { Clock } from '../../nodes/Talkover/api/pacing/clock';

/** A clock that jumps to the next time somebody sleeps until, as soon as nothing else happens. */
export class VirtualClock implements Clock {
	private time = 0;
	private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = [];
	private standing = 0;

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			this.sleepers.push({ at: this.time + Math.max(0, ms), wake });
		});
	}

	/** The time stands still during a task that needs real time, such as one that reads a file. */
	async standStill<Result>(task: () => Promise<Result>): Promise<Result> {
		this.standing += 1;
		try {
			return await task();
		} finally {
			this.standing -= 1;
		}
	}

	/** Advances the time until the work is done. Throws if the work waits for something that can't happen. */
	async runUntil<Result>(work: Promise<Result>): Promise<Result> {
		const state = { done: false };
		const end = () => {
			state.done = true;
		};
		work.then(end, end);
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			if (state.done) return work;
			if (this.standing > 0) continue;
			this.sleepers.sort((a, b) => a.at - b.at);
			const next = this.sleepers.shift();
			if (!next) throw new Error('The work is waiting, but nothing is scheduled');
			this.time = next.at;
			next.wake();
		}
	}
}
