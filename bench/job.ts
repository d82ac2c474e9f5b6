import type { IDataObject } from 'n8n-workflow';

import type { WorkflowJson } from '../harness/workflow';

/** The name of the node that is measured. */
export const SUBJECT = 'Subject';

/** By this name n8n lets its HTTP Request node use any credential. */
export const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
export const DECLARATIVE = 'bench.declarative';

/** One run of a workflow, as an engine gets it. */
export interface Job {
	readonly workflow: WorkflowJson;
	readonly credential: { readonly apiToken: string; readonly baseUrl: string };
	readonly items: readonly IDataObject[];
	/** Run and forgotten before anything is measured, as a server that has been up for a while. */
	readonly warmUp: readonly IDataObject[];
}

/** One output item of the measured node. */
export interface OutputItem {
	/** Index of the input item that it is paired with. */
	readonly item?: number;
	/** All that it says of an error; undefined for a result. */
	readonly error?: string;
}

/** What an engine found. */
export interface Outcome {
	readonly wallMs: number;
	/** User and system time of the process. */
	readonly cpuMs: number;
	/** Resident memory after the warm-up. */
	readonly idleBytes: number;
	readonly peakBytes: number;
	/** What the heap has grown by once the garbage is gone, while the results are still there. */
	readonly keptBytes: number;
	/** The error that ended the run, with all its words. */
	readonly failure?: { readonly text: string; readonly item?: number };
	readonly output: readonly OutputItem[];
}

export type ToEngine = { readonly job: Job } | 'go';

export type FromEngine = 'warm' | { readonly outcome: Outcome } | { readonly crashed: string };
