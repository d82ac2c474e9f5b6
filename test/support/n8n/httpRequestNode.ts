import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { RunResult } from '../../../tools/harness/workflow';
import { runStandIn } from './standInNode';

/**
 * Runs a stand-in for n8n's HTTP Request node with a Talkover API credential.
 *
 * @param send calls one of n8n's request helpers and returns the JSON of the response
 */
export async function runHttpRequest(
	credential: ICredentialDataDecryptedObject,
	send: (context: IExecuteFunctions) => Promise<IDataObject>,
): Promise<RunResult> {
	return runStandIn(credential, [], async function () {
		return [[{ json: await send(this) }]];
	});
}
