import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { transportOf } from '../harness/transport';
import type { Send } from '../../nodes/Talkover/api/client';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { methodOf } from '../../nodes/Talkover/api/request';
import { doneWith } from '../../nodes/Talkover/api/response/answer';
import type { JsonObject } from '../simulator/contract';
import { openContract, operationOf, responseExample } from '../simulator/contract';
import type { Case } from './documented';
import { jobOf } from './jobOf';

interface Outcome {
	readonly output: IDataObject[];
	/** The operation's own requests, without those that it sends first to look something up. */
	readonly requests: readonly ApiRequest[];
}

/**
 * Runs an example against the response that its page documents, without n8n and without HTTP.
 *
 * @param entered parameters that replace those of the example
 * @param change what the response is instead of the documented one
 */
export async function runExample(
	each: Pick<Case, 'example' | 'operation'>,
	entered: INodeParameters = {},
	change: (body: JsonObject) => JsonObject = (body) => body,
): Promise<Outcome> {
	const { operationId } = each.example;
	const documented = operationOf(openContract(), operationId);
	const body = responseExample(documented, 201) ?? responseExample(documented, 200);
	if (!body) throw new Error(`${operationId} documents no response`);
	const requests: ApiRequest[] = [];
	const send: Send = async (request) => {
		checkEndpoint(request);
		if (looksForOthers(request, operationId)) return doneWith(request, NOTHING_FOUND);
		requests.push(request);
		return doneWith(request, change(body) as IDataObject);
	};
	// As many as the documented page has, because more would request the next page.
	const limit = Array.isArray(body.data) ? body.data.length : 50;
	const job = jobOf(each, { limit, ...entered });
	const result = await job.run({ ...transportOf(send), sendCached: documentedAsk }, undefined);
	if (!result.ok) throw new Error(`The example of ${operationId} fails: ${result.title}`);
	return { output: result.value.items, requests };
}

/** @throws Error if the path of a request isn't that of its endpoint */
export function checkEndpoint(request: ApiRequest): void {
	const { endpoint, path } = request;
	const asked = { method: methodOf(request), path: `/${path.join('/')}`, headers: {} };
	const found = openContract().matchOperation(asked)?.operationId;
	if (found !== endpoint) throw new Error(`${asked.path} isn't the path of ${endpoint}`);
}

const NOTHING_FOUND = {
	success: true,
	data: [],
	meta: { current_page: 1, last_page: 1, total: 0 },
};

/** Whether a request lists things before one is created. */
function looksForOthers(request: ApiRequest, operationId: string): boolean {
	const { endpoint } = request;
	if (endpoint === operationId || methodOf(request) !== 'GET') return false;
	return Array.isArray(responseExample(operationOf(openContract(), endpoint), 200)?.data);
}

/** The first item that an example outputs, with the same parameters as {@link runExample}. */
export async function outputOf(
	each: Pick<Case, 'example' | 'operation'>,
	entered: INodeParameters = {},
	change?: (body: JsonObject) => JsonObject,
): Promise<IDataObject> {
	// One element is enough to show the shape.
	const { output } = await runExample(each, { limit: 1, ...entered }, change);
	if (!output[0]) throw new Error(`The example of ${each.example.operationId} outputs no item`);
	return output[0];
}

/** Responds to the requests of a run with the documented responses. */
const documentedAsk: Send = async (request) => {
	checkEndpoint(request);
	const body = responseExample(operationOf(openContract(), request.endpoint), 200) ?? {};
	return doneWith(request, body as IDataObject);
};
