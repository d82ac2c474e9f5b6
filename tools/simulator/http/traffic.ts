import type { LoggedRequest } from './faults';
import { Faults } from './faults';
import type { RateLimitOptions, Verdict } from './rateLimit';
import { rateLimit } from './rateLimit';

/** A query parameter or body field that the operation's page doesn't list. */
export interface UndocumentedName {
	readonly operationId: string;
	/** `query.searching`, `body.inputs[].title` */
	readonly name: string;
}

/** The requests, their results, and the faults and limits that apply to them. */
export class Traffic {
	readonly faults = new Faults();
	readonly requests: LoggedRequest[] = [];
	readonly violations: string[] = [];
	readonly undocumented: UndocumentedName[] = [];
	peak = 0;
	private open = 0;
	private waiting: { readonly count: number; readonly resolve: () => void }[] = [];
	private verdictAt: ((now: number) => Verdict) | undefined;

	/** @param now milliseconds since 1970 */
	constructor(readonly now: () => number) {}

	begin(request: Omit<LoggedRequest, 'receivedAt'>): LoggedRequest {
		const logged: LoggedRequest = { ...request, receivedAt: this.now() };
		this.requests.push(logged);
		this.open += 1;
		this.peak = Math.max(this.peak, this.open);
		for (const { count, resolve } of this.waiting) if (this.requests.length >= count) resolve();
		this.waiting = this.waiting.filter(({ count }) => this.requests.length < count);
		return logged;
	}

	/** The limit's decision about a request. */
	judge({ receivedAt }: LoggedRequest): Verdict {
		return this.verdictAt?.(receivedAt) ?? { allowed: true, headers: {} };
	}

	answered(request: LoggedRequest): void {
		request.answeredAt = this.now();
	}

	end(): void {
		this.open -= 1;
	}

	async received(count: number): Promise<void> {
		if (this.requests.length >= count) return;
		await new Promise<void>((resolve) => this.waiting.push({ count, resolve }));
	}

	limit(options: RateLimitOptions | undefined): void {
		this.verdictAt = options && rateLimit(options);
	}

	reset(): void {
		this.faults.clear();
		this.limit(undefined);
		this.requests.length = 0;
		this.violations.length = 0;
		this.undocumented.length = 0;
		this.peak = 0;
	}
}
