/** How a request may go wrong, or merely slowly. */
export type Fault =
	/** Answered with this, and nothing is done. */
	| {
			readonly kind: 'answer';
			readonly status: number;
			readonly body: unknown;
			readonly headers?: Readonly<Record<string, string>>;
	  }
	/** The documented answer of that status, from the operation's own page. */
	| { readonly kind: 'documented'; readonly status: number }
	/** The connection is cut; nothing is done. */
	| { readonly kind: 'resetBefore' }
	/** It is done, and then the connection is cut in place of an answer. */
	| { readonly kind: 'resetAfter' }
	/** It is done, and answered with this all the same. */
	| { readonly kind: 'answerAfter'; readonly status: number; readonly body: unknown }
	/** Nothing is done, and no answer ever comes. */
	| { readonly kind: 'silenceBefore' }
	/** It is done, and no answer ever comes. */
	| { readonly kind: 'silence' }
	/** It is done and answered once the promise resolves. */
	| { readonly kind: 'wait'; readonly until: Promise<unknown> };

export interface LoggedRequest {
	readonly operationId: string | undefined;
	readonly method: string;
	/** Path and query exactly as they came over the wire. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: unknown;
	/** Milliseconds since 1970. */
	readonly receivedAt: number;
	/** Undefined until it has been dealt with, as is the answer. */
	status?: number;
	answer?: unknown;
	/** Milliseconds since 1970; undefined while nothing has been sent back. */
	answeredAt?: number;
}

export interface FaultRule {
	readonly fault: Fault;
	readonly operationId?: string;
	readonly when?: (request: LoggedRequest) => boolean;
	/** How often it strikes; without it, always. */
	readonly times?: number;
}

/** The faults a simulator has been told to show; the first rule that fits a request strikes. */
export class Faults {
	private readonly rules: { readonly rule: FaultRule; left: number }[] = [];

	add(rule: FaultRule): void {
		this.rules.push({ rule, left: rule.times ?? Infinity });
	}

	clear(): void {
		this.rules.length = 0;
	}

	next(request: LoggedRequest): Fault | undefined {
		const fitting = this.rules.find(
			({ rule, left }) =>
				left > 0 &&
				(rule.operationId === undefined || rule.operationId === request.operationId) &&
				(rule.when?.(request) ?? true),
		);
		if (!fitting) return undefined;
		fitting.left -= 1;
		return fitting.rule.fault;
	}
}
