import type { Fault } from '../simulator/faults';
import type { RateLimitOptions } from '../simulator/rateLimit';

/** Which requests a fault strikes: each n-th, or those for one item. */
export type Strike = { readonly every: number } | { readonly subject: string };

export interface PlannedFault {
	readonly operationId: string;
	readonly strike: Strike;
	readonly fault: Exclude<Fault, { kind: 'wait' }>;
	/** How often; without it, always. */
	readonly times?: number;
}

/** What a simulator shall do to the next run. */
export interface Arrangement {
	readonly limit?: RateLimitOptions;
	readonly faults?: readonly PlannedFault[];
}

/** One request as the simulator saw it; moments in milliseconds since 1970. */
export interface RequestRecord {
	readonly operationId?: string;
	/** The name of the agent, or the number to dial. */
	readonly subject?: string;
	/** Of what was done or would have been answered; undefined while it is not known. */
	readonly status?: number;
	readonly receivedAt: number;
	/** Undefined where no answer was given. */
	readonly answeredAt?: number;
}

/** What the simulator saw of a run. */
export interface TrafficReport {
	readonly requests: readonly RequestRecord[];
	readonly peakConcurrency: number;
	readonly violations: readonly string[];
}

export type ToSimulator = 'report' | { readonly arrange: Arrangement };

export type FromSimulator =
	| 'arranged'
	| { readonly started: { readonly url: string; readonly token: string } }
	| { readonly report: TrafficReport };
