import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeType,
	IExecuteFunctions,
} from 'n8n-workflow';

import type { RunResult } from '../../../tools/harness/workflow';
import { runWorkflow } from '../../../tools/harness/workflow';

/** Runs a node that stands in for one of n8n's, with a Talkover API credential. */
export async function runStandIn(
	credential: ICredentialDataDecryptedObject,
	properties: INodeType['description']['properties'],
	execute: (this: IExecuteFunctions, node: INodeType) => Promise<INodeExecutionData[][]>,
): Promise<RunResult> {
	const node: INodeType = {
		description: {
			...{ displayName: 'Stand-In', name: 'standIn', group: [], version: 1, description: '' },
			...{ defaults: { name: 'Stand-In' }, inputs: ['main'], outputs: ['main'] },
			credentials: [{ name: 'talkoverApi', required: true }],
			properties,
		},
		async execute(this: IExecuteFunctions) {
			return execute.call(this, node);
		},
	};
	return runWorkflow({
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'Stand-In', type: 'test.standIn' },
			],
			connections: { Trigger: { main: [[{ node: 'Stand-In', type: 'main', index: 0 }]] } },
		},
		credential,
		types: { 'test.standIn': node },
	});
}
