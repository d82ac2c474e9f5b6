import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { isConfirmation } from '../api/response/answer';
import { createSend } from '../api/client';
import { unreadableAnswer } from '../api/response/failure';
import type { ApiRequest } from '../api/request';
import type { NodeFailure } from '../report/errors';
import { nodeError } from '../report/errors';
import type { Shape } from '../operation/shapes';
import type { Problem } from '../report/problem';
import { UNUSABLE_CREDENTIAL, problemOfFailure, problemOfFaults } from '../report/problem';

/** Seconds. Short, because someone is waiting for the list. */
const TIMEOUT = 20;

/**
 * Requests the data for a list in the editor.
 *
 * @param mayEnd whether this page may not exist
 * @returns undefined if it doesn't
 * @throws NodeApiError | NodeOperationError whose message the list shows instead of its entries
 */
export async function fetchForEditor<Data>(
	context: ILoadOptionsFunctions,
	shape: Shape<Data>,
	request: ApiRequest,
	{ mayEnd = false }: { readonly mayEnd?: boolean } = {},
): Promise<{ found: Data; body: IDataObject } | undefined> {
	const listError = (problem: Problem): NodeFailure =>
		nodeError(context.getNode(), problem, { itemIndex: 0, total: 1 });
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) throw listError(problemOfFaults(send.faults, UNUSABLE_CREDENTIAL));
	const answer = await send.value(request);
	if (mayEnd && (answer.ok ? isConfirmation(answer.body) : answer.status === 404)) return undefined;
	if (!answer.ok) throw listError(problemOfFailure(answer, []));
	const found = shape.read(answer.body);
	if (found !== undefined) return { found, body: answer.body };
	throw listError(problemOfFailure(unreadableAnswer(answer.status, answer.body), []));
}

/** A field of a response for a list; empty if it is missing, a list or an object. */
export function displayText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The texts of several fields, without missing ones: `inbound, published`. */
export function commaSeparated(...values: unknown[]): string {
	return values.map(displayText).filter(Boolean).join(', ');
}
