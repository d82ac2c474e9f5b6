import type { Fault } from '../../simulator/http/faults';
import type { RateLimitOptions } from '../../simulator/http/rateLimit';

/** The requests that a fault applies to: each nth one, or those for one item. */
export type Strike = { readonly every: number } | { readonly subject: string };

export interface PlannedFault {
	readonly operationId: string;
	readonly strike: Strike;
	readonly fault: Exclude<Fault, { kind: 'wait' }>;
	/** How many times it applies. Default: always */
	readonly times?: number;
}

/** The faults and limits of a simulator for the next run. */
export interface Arrangement {
	readonly limit?: RateLimitOptions;
	readonly faults?: readonly PlannedFault[];
	/** How many agents there are besides the usual ones. Default: none */
	readonly agents?: number;
}

/** One request as the simulator saw it; times in milliseconds since 1970. */
export interface RequestRecord {
	readonly operationId?: string;
	/** The name of the agent, or the number to call. */
	readonly subject?: string;
	/** The status of the response, also of one that was withheld; undefined while unknown. */
	readonly status?: number;
	readonly receivedAt: number;
	/** Undefined if there was no response. */
	readonly answeredAt?: number;
}

/** What the simulator recorded of a run. */
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
