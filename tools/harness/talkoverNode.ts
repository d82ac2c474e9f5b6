import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator';
import type { RunOptions, RunResult, WorkflowJson } from './workflow';
import { runWorkflow, startWorkflow } from './workflow';

const TRIGGER = { name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' };

/** A workflow with a trigger and one Talkover node with these parameters. */
export function talkoverWorkflow(
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): WorkflowJson {
	return {
		nodes: [
			TRIGGER,
			{ name: 'Talkover', type: 'n8n-nodes-talkover.talkover', parameters, ...settings },
		],
		connections: { Trigger: { main: [[{ node: 'Talkover', type: 'main', index: 0 }]] } },
	};
}

/** A credential with the simulator's address and token. */
export function credentialFor({ url, token }: Pick<Simulator, 'token' | 'url'>) {
	return { apiToken: token, baseUrl: url };
}

/** The settings of requests in the credential. */
export interface RequestSettings {
	readonly requestsAtOnce?: number;
	readonly timeout?: number;
}

/** A credential with which one item runs after the other. */
export const ONE_AT_ONCE: RequestSettings = { requestsAtOnce: 1 };

interface NodeOptions {
	readonly credential?: RequestSettings | undefined;
	readonly items?: readonly IDataObject[] | undefined;
	readonly settings?: Partial<INode>;
}

/** A run of one Talkover node against the simulator. */
export function talkoverRun(
	simulator: Pick<Simulator, 'token' | 'url'>,
	parameters: INodeParameters,
	{ credential, items, settings }: NodeOptions = {},
): RunOptions {
	return {
		workflow: talkoverWorkflow(parameters, settings),
		credential: { ...credentialFor(simulator), ...credential },
		...(items ? { items } : {}),
	};
}

/** Runs one Talkover node against the simulator. */
export async function runTalkover(...run: Parameters<typeof talkoverRun>): Promise<RunResult> {
	return runWorkflow(talkoverRun(...run));
}

/** Starts a run of one Talkover node, which can be stopped. */
export async function startTalkover(...run: Parameters<typeof talkoverRun>) {
	return startWorkflow(talkoverRun(...run));
}

/** The error that ended the run, as the editor shows it. */
export function shownError({ error }: RunResult): { message: string; lines: string[] } {
	return { message: error?.message ?? '', lines: error?.description?.split('<br>') ?? [] };
}

/** The JSON of the node's first output. */
export function jsonOf(result: RunResult, branch = 0): IDataObject[] {
	return (result.output('Talkover')[branch] ?? []).map(({ json }) => json);
}
