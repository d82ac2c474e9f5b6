import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { createSend } from '../api/client';
import { isRecord } from '../api/json';
import { unreadableAnswer } from '../api/failure';
import type { ApiRequest } from '../api/request';
import type { NodeFailure } from '../engine/errors';
import { nodeError } from '../engine/errors';
import type { Shape } from '../engine/operation';
import type { Problem } from '../engine/problem';
import { problemOfFailure, problemOfFaults } from '../engine/problem';

/** Seconds; someone is looking at a list that does not fill. */
const TIMEOUT = 20;

/**
 * Asks Talkover for what a list in the editor shows.
 *
 * @throws NodeApiError | NodeOperationError whose message the list shows in place of its entries
 */
export async function fetchForEditor<Data>(
	context: ILoadOptionsFunctions,
	shape: Shape<Data>,
	request: ApiRequest,
): Promise<{ data: Data; lastPage: number }> {
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) throw listError(context, problemOfFaults(send.faults));
	const answer = await send.value(request);
	if (!answer.ok) throw listError(context, problemOfFailure(answer, []));
	const data = shape.read(answer.body);
	if (data !== undefined) return { data, lastPage: lastPageOf(answer.body) };
	const failure = unreadableAnswer(answer.status, answer.body);
	throw listError(context, problemOfFailure(failure, []));
}

function listError(context: ILoadOptionsFunctions, problem: Problem): NodeFailure {
	return nodeError(context.getNode(), problem, { itemIndex: 0, total: 1 });
}

/** Both paging blocks are in use, and `last_page` is not always in them (see the API's paging pages). */
function lastPageOf({ meta, pagination }: IDataObject): number {
	const paging = isRecord(meta) ? meta : isRecord(pagination) ? pagination : {};
	if (typeof paging.last_page === 'number') return paging.last_page;
	const { total, per_page: perPage } = paging;
	if (typeof total !== 'number' || typeof perPage !== 'number' || perPage < 1) return 1;
	return Math.ceil(total / perPage);
}

/** A field of an answer as a list shows it; nothing where it is missing or a structure. */
export function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
