import type { Clock } from '../nodes/Talkover/api/pacing/clock';

/** A clock that jumps to the next thing that somebody sleeps for, as soon as nothing else happens. */
export class VirtualClock implements Clock {
	private time = 0;
	private readonly sleepers: { readonly at: number; readonly wake: () => void }[] = [];

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			this.sleepers.push({ at: this.time + Math.max(0, ms), wake });
		});
	}

	/** Lets time pass until the work is done; throws when it waits for what can never happen. */
	async runUntil<Result>(work: Promise<Result>): Promise<Result> {
		const state = { done: false };
		const end = () => {
			state.done = true;
		};
		work.then(end, end);
		for (;;) {
			await new Promise((resolve) => setImmediate(resolve));
			if (state.done) return work;
			this.sleepers.sort((a, b) => a.at - b.at);
			const next = this.sleepers.shift();
			if (!next) throw new Error('Everybody waits, and nobody sleeps');
			this.time = next.at;
			next.wake();
		}
	}
}
