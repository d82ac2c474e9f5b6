import type { World } from '../../../../tools/playground/world';
import type { LoggedRequest } from '../../../../tools/simulator/http/faults';
import type { Simulator } from '../../../../tools/simulator/simulator';
import { expect } from './fixtures';

/** The header with which Talkover proves that a request belongs to an action. */
const SECRET = { name: 'X-Talkover-Secret', value: 'a-secret-of-the-user' };

/** The credential of the webhooks that take such requests. */
export function secretOf(...nodes: string[]) {
	return { type: 'httpHeaderAuth', data: SECRET, nodes };
}

/** Posts to a webhook of n8n, as soon as n8n has registered it. @returns the response as JSON */
export async function ask({ n8n }: World, path: string, inputs: object): Promise<unknown> {
	let response: Response | undefined;
	const status = async () => {
		response = await fetch(`${n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [SECRET.name]: SECRET.value },
			body: JSON.stringify(inputs),
		});
		return response.status;
	};
	await expect.poll(status, `n8n answers at ${path}`).not.toBe(404);
	expect(response?.status).toBe(200);
	return response?.json();
}

/** The settings of an example that adds an action with this address. */
export function actionAt(answerUrl: string): { answerUrl: string; secret: string } {
	return { answerUrl, secret: SECRET.value };
}

/** The action that Talkover was sent last. */
export function sentAction({ requests }: Simulator): unknown {
	const isAction = ({ operationId }: LoggedRequest) => operationId === 'upsertAction';
	return requests.filter(isAction).at(-1)?.body;
}

/** An action that sends these inputs with the secret. */
export function actionWith(url: string, ...inputs: string[]): object {
	return expect.objectContaining({
		url,
		inputs: inputs.map((name) => expect.objectContaining({ name }) as object),
		custom_headers: [{ key: SECRET.name, value: SECRET.value }],
	});
}
