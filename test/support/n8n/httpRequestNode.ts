import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { RunResult } from '../../../harness/workflow';
import { runWorkflow } from '../../../harness/workflow';

/**
 * Runs a stand-in for n8n's HTTP Request node with a Talkover API credential.
 *
 * @param send calls one of n8n's request helpers and returns the JSON of the response
 */
export async function runHttpRequest(
	credential: ICredentialDataDecryptedObject,
	send: (context: IExecuteFunctions) => Promise<IDataObject>,
): Promise<RunResult> {
	return runWorkflow({
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'HTTP Request', type: 'test.httpRequest' },
			],
			connections: { Trigger: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		},
		credential,
		types: {
			'test.httpRequest': {
				description: {
					displayName: 'HTTP Request',
					name: 'httpRequest',
					group: [],
					version: 1,
					description: '',
					defaults: { name: 'HTTP Request' },
					inputs: ['main'],
					outputs: ['main'],
					credentials: [{ name: 'talkoverApi', required: true }],
					properties: [],
				},
				async execute(this: IExecuteFunctions) {
					return [[{ json: await send(this) }]];
				},
			},
		},
	});
}
