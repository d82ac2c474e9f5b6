/** A way for a request to fail or to take longer. */
export type Fault =
	/** Nothing is done, and this is the response. */
	| {
			readonly kind: 'answer';
			readonly status: number;
			readonly body: unknown;
			readonly headers?: Readonly<Record<string, string>>;
	  }
	/** The documented response with this status, from the operation's page. */
	| { readonly kind: 'documented'; readonly status: number }
	/** Nothing is done, and the connection is closed. */
	| { readonly kind: 'resetBefore' }
	/** The request is executed after `workMs` milliseconds (default: 0), and the connection is closed instead of a response. */
	| { readonly kind: 'resetAfter'; readonly workMs?: number }
	/** The request is executed, but this is the response. */
	| { readonly kind: 'answerAfter'; readonly status: number; readonly body: unknown }
	/** The request is executed, but there is never a response. */
	| { readonly kind: 'silence' }
	/** The request is executed and answered once the promise resolves. */
	| { readonly kind: 'wait'; readonly until: Promise<unknown> };

export interface LoggedRequest {
	readonly operationId: string | undefined;
	readonly method: string;
	/** Path and query exactly as they were received. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: unknown;
	/** Milliseconds since 1970. */
	readonly receivedAt: number;
	/** Undefined until the request has been handled; the same applies to the answer. */
	status?: number;
	answer?: unknown;
	/** Milliseconds since 1970; undefined until a response has been sent. */
	answeredAt?: number;
}

export interface FaultRule {
	readonly fault: Fault;
	readonly operationId?: string;
	/** The number of the calls that it applies to. */
	readonly phone?: string | undefined;
	readonly when?: (request: LoggedRequest) => boolean;
	/** How many times it applies. Default: always */
	readonly times?: number;
}

/** The faults of a simulator. The first rule that matches a request applies. */
export class Faults {
	private readonly rules: { readonly rule: FaultRule; left: number }[] = [];

	add(rule: FaultRule): void {
		this.rules.push({ rule, left: rule.times ?? Infinity });
	}

	clear(): void {
		this.rules.length = 0;
	}

	next(request: LoggedRequest): Fault | undefined {
		const { to: phone } = (request.body ?? {}) as { readonly to?: string };
		const fitting = this.rules.find(
			({ rule, left }) =>
				left > 0 &&
				[undefined, request.operationId].includes(rule.operationId) &&
				[undefined, phone].includes(rule.phone) &&
				(rule.when?.(request) ?? true),
		);
		if (!fitting) return undefined;
		fitting.left -= 1;
		return fitting.rule.fault;
	}
}
