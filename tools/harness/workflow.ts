import { startEngine } from './engine';

import { Container } from '@n8n/di';
import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecutionContext,
	ILoadOptionsFunctions,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	NodeApiError,
} from 'n8n-workflow';
import { Workflow, createRunExecutionData, deepCopy } from 'n8n-workflow';

import { TalkoverApi } from '../../credentials/TalkoverApi.credentials';
import { resetModuleState } from '../../nodes/Talkover/account/moduleState';
import { MemoryCredentials } from './credentials';
import { nodeTypes } from './nodeTypes';

/** The part of an exported workflow that is needed to run it. */
export interface WorkflowJson {
	/** `test` by default. */
	readonly id?: string;
	readonly nodes: readonly (Pick<INode, 'name' | 'type'> & Partial<INode>)[];
	readonly connections: IWorkflowBase['connections'];
}

export interface RunOptions {
	readonly workflow: WorkflowJson;
	/** The items of the start node; one empty item by default. */
	readonly items?: readonly IDataObject[];
	/** Data of the Talkover API credential, used by every Talkover node. */
	readonly credential: ICredentialDataDecryptedObject;
	/** Its ID in n8n. Default: derived from its data */
	readonly credentialId?: string;
	/** Data of other credentials, by the name of the node that uses it. */
	readonly otherCredentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** Additional node types; they replace those of the harness with the same name. */
	readonly types?: Readonly<Record<string, INodeType>>;
	/** Called when a node has finished. */
	readonly onNodeDone?: (name: string) => void;
}

export interface RunResult {
	/** The execution as n8n would store it. */
	readonly run: IRun;
	readonly status: IRun['status'];
	/** The error that ended the execution, as the editor would show it. */
	readonly error: NodeApiError | undefined;
	/** The outputs of a node's last run: one list of items per branch. */
	readonly output: (nodeName: string) => INodeExecutionData[][];
}

/** Runs a workflow in n8n-core's engine until it ends. */
export async function runWorkflow(options: RunOptions): Promise<RunResult> {
	return (await startWorkflow(options)).result;
}

/**
 * Retries a failed execution from its stored data, with the current workflow, as *Retry with
 * currently saved workflow* in n8n's list of executions does (`retry` in its `execution.service.js`).
 */
export async function retryWorkflow(options: RunOptions, failed: RunResult): Promise<RunResult> {
	const { data } = deepCopy(failed.run);
	const { lastNodeExecuted = '', runData } = data.resultData;
	delete data.resultData.error;
	const runs = runData[lastNodeExecuted];
	if (runs?.at(-1)?.error) runs.pop();
	return (await startWorkflow(options, { stored: data })).result;
}

/**
 * Retries an execution during which n8n was killed: of its data, only what n8n stored at the start remains, and
 * nothing of what lived in the process. Observed in n8n 2.40.
 *
 * @param establishedAt when the killed execution started, in milliseconds since 1970
 */
export async function retryKilledWorkflow(
	options: RunOptions,
	establishedAt: number,
): Promise<RunResult> {
	resetModuleState();
	const runtimeData = { version: 1, establishedAt, source: 'trigger' } as const;
	return (await startWorkflow(options, { runtimeData })).result;
}

/** The remaining data of an execution to retry. */
interface Retried {
	/** The data that n8n stored at its end. */
	readonly stored?: IRunExecutionData;
	readonly runtimeData?: IExecutionContext;
}

/** Starts a workflow; `stop` does the same as the editor's Stop button. */
export async function startWorkflow(
	options: RunOptions,
	retried?: Retried,
): Promise<{ result: Promise<RunResult>; stop: () => void }> {
	const { items = [{}], onNodeDone } = options;
	await startEngine();
	const { workflow, additionalData } = await open(options);
	additionalData.hooks?.addHandler('nodeExecuteAfter', (name) => onNodeDone?.(name));
	// n8n looks for a trigger only if a person starts the workflow; for a webhook it knows the node already.
	const byWebhook = Object.values(workflow.nodes).find(
		({ type, typeVersion }) => workflow.nodeTypes.getByNameAndVersion(type, typeVersion).webhook,
	);
	const start = workflow.getStartNode() ?? byWebhook;
	if (!start) throw new Error('The workflow has no trigger');
	for (const entry of retried?.stored?.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.getNode(entry.node.name) ?? entry.node;
	}
	const data = { main: [items.map((item) => ({ json: item }))] };
	const stack = [{ node: start, data, source: null }];
	const { stored, runtimeData } = retried ?? {};
	const beginning = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	// Set here, because older versions of n8n-workflow leave it out.
	if (beginning.executionData && runtimeData) beginning.executionData.runtimeData = runtimeData;
	const execution = new WorkflowExecute(
		additionalData,
		retried ? 'retry' : 'trigger',
		stored ?? beginning,
	).processRunExecutionData(workflow);
	return {
		result: execution.then(toResult),
		stop: () => {
			execution.cancel();
		},
	};
}

/**
 * The context that a node's list methods get in the editor.
 *
 * @param parameters the values in the panel when the list opens, for lists that depend on them
 */
export async function loadOptionsContext(
	credential: ICredentialDataDecryptedObject,
	parameters: INodeParameters = {},
): Promise<ILoadOptionsFunctions> {
	await startEngine();
	const node = { name: 'Talkover', type: 'n8n-nodes-talkover.talkover', parameters };
	const json = { nodes: [node], connections: {} };
	const { workflow, additionalData } = await open({ workflow: json, credential });
	const [opened] = Object.values(workflow.nodes);
	if (!opened) throw new Error('The workflow has no node');
	additionalData.currentNodeParameters = parameters;
	// Two of the package's own types disagree on whether a workflow's name may be undefined.
	const context: unknown = new LoadOptionsContext(workflow, opened, additionalData, '');
	return context as ILoadOptionsFunctions;
}

async function open({ workflow: json, credential, credentialId, types, ...options }: RunOptions) {
	const credentialsHelper = new MemoryCredentials({ talkoverApi: new TalkoverApi() });
	const save = async (data: ICredentialDataDecryptedObject, id?: string) =>
		credentialsHelper.save('talkoverApi', data, id);
	const usual = await save(credential, credentialId);
	const others = new Map<string, INodeCredentialsDetails>();
	for (const [name, other] of Object.entries(options.otherCredentials ?? {})) {
		others.set(name, await save(other));
	}
	const known = nodeTypes(types);
	const nodes = structuredClone(json.nodes).map((node): INode => {
		const { description } = known.getByNameAndVersion(node.type);
		const talkoverApi = others.get(node.name) ?? usual;
		const credentials = description.credentials ? { credentials: { talkoverApi } } : {};
		return {
			id: node.name,
			position: [0, 0],
			parameters: {},
			typeVersion: 1,
			...node,
			...credentials,
		};
	});
	const workflow = new Workflow({
		id: json.id ?? 'test',
		name: 'test',
		nodes,
		connections: json.connections,
		active: false,
		nodeTypes: known,
		staticData: {},
		settings: { executionOrder: 'v1' },
	});
	return { workflow, additionalData: additionalDataFor(workflow, credentialsHelper) };
}

let executions = 0;

/** n8n numbers all executions, retries included. */
function newExecutionId(): string {
	executions += 1;
	return String(executions);
}

/** The fields of n8n's `getBase()` that its engine reads. */
export function additionalDataFor(
	workflow: Workflow,
	credentialsHelper: MemoryCredentials,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:0';
	const unsupported = async (): Promise<never> => {
		throw new Error("The harness doesn't implement this part of n8n");
	};
	const { name = '', nodes, connectionsBySourceNode: connections } = workflow;
	const described = {
		id: workflow.id,
		name,
		active: false,
		nodes: Object.values(nodes),
		connections,
	};
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('trigger', '1', described as unknown as IWorkflowBase),
		currentNodeExecutionIndex: 0,
		executionId: newExecutionId(),
		workflowId: workflow.id,
		variables: {},
		restApiUrl: base,
		instanceBaseUrl: base,
		webhookBaseUrl: base,
		webhookWaitingBaseUrl: base,
		webhookTestBaseUrl: base,
		formBaseUrl: base,
		formWaitingBaseUrl: base,
		formTestBaseUrl: base,
		mcpBaseUrl: base,
		mcpTestBaseUrl: base,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		executeWorkflow: unsupported,
		getRunExecutionData: unsupported,
		getRuntimeCredential: unsupported,
		startRunnerTask: unsupported,
		logAiEvent: () => undefined,
	} as IWorkflowExecuteAdditionalData;
}

function toResult(run: IRun): RunResult {
	const { status, data } = run;
	const { resultData } = data;
	return {
		run,
		status,
		error: resultData.error as NodeApiError | undefined,
		output: (nodeName) =>
			(resultData.runData[nodeName]?.at(-1)?.data?.main ?? []).map((branch) => branch ?? []),
	};
}
