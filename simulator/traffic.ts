import type { LoggedRequest } from './faults';
import { Faults } from './faults';

/** What came in, what was made of it, and what shall go wrong. */
export class Traffic {
	readonly faults = new Faults();
	readonly requests: LoggedRequest[] = [];
	readonly violations: string[] = [];
	peak = 0;
	private open = 0;
	private waiting: { readonly count: number; readonly resolve: () => void }[] = [];

	begin(request: LoggedRequest): void {
		this.requests.push(request);
		this.open += 1;
		this.peak = Math.max(this.peak, this.open);
		for (const { count, resolve } of this.waiting) if (this.requests.length >= count) resolve();
		this.waiting = this.waiting.filter(({ count }) => this.requests.length < count);
	}

	end(): void {
		this.open -= 1;
	}

	async received(count: number): Promise<void> {
		if (this.requests.length >= count) return;
		await new Promise<void>((resolve) => this.waiting.push({ count, resolve }));
	}

	reset(): void {
		this.faults.clear();
		this.requests.length = 0;
		this.violations.length = 0;
		this.peak = 0;
	}
}
