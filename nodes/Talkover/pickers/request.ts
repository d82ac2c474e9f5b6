import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { isConfirmation } from '../api/answer';
import { createSend } from '../api/client';
import { unreadableAnswer } from '../api/failure';
import type { ApiRequest } from '../api/request';
import type { NodeFailure } from '../report/errors';
import { asHtmlText, nodeError } from '../report/errors';
import type { Shape } from '../operation/shapes';
import type { Problem } from '../report/problem';
import { problemOfFailure, problemOfFaults } from '../report/problem';

/** Seconds; someone is looking at a list that does not fill. */
const TIMEOUT = 20;

/**
 * Asks Talkover for what a list in the editor shows.
 *
 * @param shownAs how the editor shows the message of an error: as HTML beside a list of options, as text
 * in a resource locator
 * @param mayEnd whether this page may not exist
 * @returns undefined if it doesn't
 * @throws NodeApiError | NodeOperationError whose message the list shows in place of its entries
 */
export async function fetchForEditor<Data>(
	context: ILoadOptionsFunctions,
	shape: Shape<Data>,
	request: ApiRequest,
	shownAs: 'html' | 'text',
	{ mayEnd = false }: { readonly mayEnd?: boolean } = {},
): Promise<{ found: Data; body: IDataObject } | undefined> {
	const listError = (problem: Problem): NodeFailure => {
		const error = nodeError(context.getNode(), problem, { itemIndex: 0, total: 1 });
		// It holds Talkover's own words, which must not become links or images.
		if (shownAs === 'html') error.message = asHtmlText(error.message);
		return error;
	};
	const send = await createSend(context, { timeout: TIMEOUT });
	if ('faults' in send) throw listError(problemOfFaults(send.faults));
	const answer = await send.value(request);
	if (mayEnd && (answer.ok ? isConfirmation(answer.body) : answer.status === 404)) return undefined;
	if (!answer.ok) throw listError(problemOfFailure(answer, []));
	const found = shape.read(answer.body);
	if (found !== undefined) return { found, body: answer.body };
	throw listError(problemOfFailure(unreadableAnswer(answer.status, answer.body), []));
}

/** A field of an answer as a list shows it; nothing where it is missing or a structure. */
export function displayText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The texts of several fields, without those that are missing: `inbound, published`. */
export function commaSeparated(...values: unknown[]): string {
	return values.map(displayText).filter(Boolean).join(', ');
}
