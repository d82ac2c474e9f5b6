import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { createSend } from '../api/client';
import { unreadableAnswer } from '../api/failure';
import type { ApiRequest } from '../api/request';
import type { NodeFailure } from '../engine/errors';
import { nodeError } from '../engine/errors';
import type { Shape } from '../engine/shapes';
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
): Promise<{ found: Data; body: IDataObject }> {
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) throw listError(context, problemOfFaults(send.faults));
	const answer = await send.value(request);
	if (!answer.ok) throw listError(context, problemOfFailure(answer, []));
	const found = shape.read(answer.body);
	if (found !== undefined) return { found, body: answer.body };
	const failure = unreadableAnswer(answer.status, answer.body);
	throw listError(context, problemOfFailure(failure, []));
}

function listError(context: ILoadOptionsFunctions, problem: Problem): NodeFailure {
	return nodeError(context.getNode(), problem, { itemIndex: 0, total: 1 });
}

/** A field of an answer as a list shows it; nothing where it is missing or a structure. */
export function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
