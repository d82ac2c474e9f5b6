import type { JsonObject } from '../../../tools/simulator/contract';
import type { Simulator } from '../../../tools/simulator/simulator';

/** Sends a request to a simulator's API like any client. */
export function askOf(talkover: () => Simulator) {
	return async (method: string, path: string, body?: JsonObject) => {
		const { url, token } = talkover();
		const response = await fetch(`${url}${path}`, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		return { status: response.status, body: (await response.json()) as JsonObject };
	};
}
