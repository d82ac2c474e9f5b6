import type { Simulator } from '../../../tools/simulator/simulator';
import { SEED } from '../../../tools/simulator/state';
import { expect } from './fixtures';

/**
 * The ID of a call to a number, once the simulator has received it.
 *
 * @param nth the number of the call if there are several, from 1
 */
export async function callTo(simulator: Simulator, phone: string, nth = 1): Promise<string> {
	const find = () => simulator.state.calls.filter(({ to }) => to === phone)[nth - 1];
	await expect.poll(() => find()?.id).toBeDefined();
	return String(find()?.id);
}

/** The bodies of the requests that made calls, in order. */
export function callRequests({ requests }: Simulator): unknown[] {
	return requests.filter(({ operationId }) => operationId === 'makeCall').map(({ body }) => body);
}

/** The queries of the requests to an operation of the contract, in order. */
export function queriesOf(
	{ requests, url }: Simulator,
	operation: string,
): Record<string, string>[] {
	return requests
		.filter(({ operationId }) => operationId === operation)
		.map((request) => Object.fromEntries(new URL(request.url, url).searchParams));
}

/** The phone numbers that were called, in order. */
export function calledNumbers(simulator: Simulator): unknown[] {
	return callRequests(simulator).map((body) => (body as { to: unknown }).to);
}

/** Has the sales agent call somebody. @returns the ID of the call */
export async function makeCall(
	{ url, token }: Simulator,
	to: string,
	context: object,
): Promise<string> {
	const response = await fetch(`${url}/agents/${SEED.salesAgentId}/call`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify({ to, context }),
	});
	const { data } = (await response.json()) as { data: { id: string } };
	return data.id;
}
