import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { openContract, operationOf, responseExample } from '../../tools/simulator/contract';
import { DialectStack } from '../../tools/simulator/dialects';
import { seededState } from '../../tools/simulator/state';
import { successStatus } from '../../tools/operations/documented';

const contract = openContract();

/** The documented response for the success of an operation. */
export function responseOf(operationId: string) {
	const operation = operationOf(contract, operationId);
	const status = successStatus(contract, operationId);
	const body = responseExample(operation, status);
	if (!body) throw new Error(`${operationId} documents no response`);
	return { operation, status, body: body as IDataObject };
}

/** The documented response for the success of an operation in these dialects. */
export function responseIn(dialects: readonly string[], operationId: string) {
	const stack = new DialectStack(dialects, contract, seededState());
	const { operation, ...plain } = responseOf(operationId);
	return stack.encode(plain, { method: 'GET', path: '', headers: {} }, operation);
}

/** Whether the documented response of an operation is another one in some dialects than in others. */
export function differsIn(
	dialects: readonly string[],
	operationId: string,
	others: readonly string[] = [],
): boolean {
	return !isDeepStrictEqual(responseIn(dialects, operationId), responseIn(others, operationId));
}
