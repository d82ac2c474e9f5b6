import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { transportOf } from '../harness/transport';
import type { Send } from '../nodes/Talkover/api/client';
import type { ApiRequest } from '../nodes/Talkover/api/request';
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
	const answer = { ok: true, did: 'done', status: 200, body: change(body) as IDataObject } as const;
	const requests: ApiRequest[] = [];
	const send: Send = async (request) => {
		if (looksForOthers(request, operationId)) return NOTHING_FOUND;
		requests.push(request);
		return answer;
	};
	// As many as the documented page has, because more would request the next page.
	const limit = Array.isArray(body.data) ? body.data.length : 50;
	const job = jobOf(each, { limit, ...entered });
	const result = await job.run({ ...transportOf(send), sendCached: documentedAsk }, undefined);
	if (!result.ok) throw new Error(`The example of ${operationId} fails: ${result.title}`);
	return { output: result.value.items, requests };
}

const NOTHING_FOUND = {
	ok: true,
	did: 'done',
	status: 200,
	body: { success: true, data: [], meta: { current_page: 1, last_page: 1, total: 0 } },
} as const;

/** Whether a request lists things before one is created. */
function looksForOthers({ method, path }: ApiRequest, operationId: string): boolean {
	const contract = openContract();
	const asked = contract.matchOperation({ method, path: `/${path.join('/')}`, headers: {} });
	const data = asked && asked.operationId !== operationId && responseExample(asked, 200)?.data;
	return method === 'GET' && Array.isArray(data);
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
const documentedAsk: Send = async ({ method, path }) => {
	const contract = openContract();
	const asked = contract.matchOperation({ method, path: `/${path.join('/')}`, headers: {} });
	const body = (asked && responseExample(asked, 200)) ?? {};
	return { ok: true, did: 'done', status: 200, body: body as IDataObject };
};
