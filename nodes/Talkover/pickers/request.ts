import type { ILoadOptionsFunctions } from 'n8n-workflow';

import type { Send } from '../api/client';
import { accountSend } from '../account/accountSend';
import { openAccess } from '../api/client';
import type { Failure } from '../api/response/reply';
import type { Result } from '../base/result';
import { nodeError } from '../report/errors';
import { credentialProblem, problemOfFailure } from '../report/problem';

/** Seconds for the rate limit, and for the response. Short, because someone is waiting for the list. */
const TIMEOUT = 20;

/** @throws NodeOperationError that the list shows instead of its entries if the credential can't be used */
export async function openSend(context: ILoadOptionsFunctions): Promise<Send> {
	const access = await openAccess(context, { longestTimeout: TIMEOUT });
	if (access.ok) return accountSend(access.value, { maxRetries: 0, longestWait: TIMEOUT });
	throw nodeError(context.getNode(), credentialProblem(access.faults));
}

/** @throws NodeApiError | NodeOperationError whose message the list shows instead of its entries */
export function valueOrThrow<Value>(
	context: ILoadOptionsFunctions,
	result: Result<Value, Failure>,
): Value {
	if (result.ok) return result.value;
	throw nodeError(context.getNode(), problemOfFailure(result, []));
}

/** A field of a response for a list; empty if it is missing, a list or an object. */
export function displayText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The texts of several fields, without missing ones: `inbound, published`. */
export function commaSeparated(...values: unknown[]): string {
	return values.map(displayText).filter(Boolean).join(', ');
}
