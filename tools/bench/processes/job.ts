import type { IDataObject } from 'n8n-workflow';

import type { WorkflowJson } from '../../harness/workflow';

/** The name of the node that is measured. */
export const SUBJECT = 'Subject';

/** The node type for which n8n allows any credential. */
export const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
export const DECLARATIVE = 'bench.declarative';

/** One run of a workflow. */
export interface Job {
	readonly workflow: WorkflowJson;
	readonly credential: {
		readonly apiToken: string;
		readonly baseUrl: string;
		readonly requestsAtOnce?: number;
		readonly timeout?: number;
	};
	readonly items: readonly IDataObject[];
	/** Runs before the measurement and is discarded, so that the process is as warm as a server's. */
	readonly warmUp: readonly IDataObject[];
}

/** One output item of the measured node. */
export interface OutputItem {
	/** Index of the paired input item. */
	readonly item?: number;
	/** The complete text of an error; undefined for a result. */
	readonly error?: string;
}

/** The measurements of an engine. */
export interface Outcome {
	readonly wallMs: number;
	/** User and system time of the process. */
	readonly cpuMs: number;
	/** Resident memory after the warm-up. */
	readonly idleBytes: number;
	readonly peakBytes: number;
	/** The growth of the heap after garbage collection, with all results in memory. */
	readonly keptBytes: number;
	/** The complete text of the error that ended the run. */
	readonly failure?: { readonly text: string; readonly item?: number };
	readonly output: readonly OutputItem[];
}

export type ToEngine = { readonly job: Job } | 'go';

export type FromEngine = 'warm' | { readonly outcome: Outcome } | { readonly crashed: string };
