import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Simulator } from '../../../tools/simulator/simulator';
import { useLocalServer } from './localServer';

/** A request and its response, between a node and the simulator. */
export interface Exchange {
	readonly method: string;
	/** Path and query, with the path of the Base URL. */
	readonly url: string;
	readonly status: number;
	readonly body: unknown;
}

/** The response that a node gets instead. If the body is undefined, none is sent. */
export type Rewritten = Pick<Exchange, 'body' | 'status'>;

/** A server that forwards requests to a simulator, and returns its responses in another form. */
export interface Rewriting {
	/** The Base URL for the credential. */
	url(): string;
	/** Changes the responses of the current test. */
	answers(rewrite: (exchange: Exchange) => Rewritten): void;
}

export function useRewriting(talkover: () => Simulator): Rewriting {
	const unchanged = ({ status, body }: Exchange): Rewritten => ({ status, body });
	let rewrite = unchanged;
	const pass = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = 'GET', url = '', headers } = request;
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const answer = await fetch(new URL(talkover().url).origin + url, {
			method,
			headers: {
				accept: 'application/json',
				authorization: headers.authorization ?? '',
				'content-type': 'application/json',
			},
			...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
		});
		const body: unknown = await answer.json();
		const rewritten = rewrite({ method, url, status: answer.status, body });
		response.writeHead(rewritten.status, { 'content-type': 'application/json' });
		response.end(rewritten.body === undefined ? '' : JSON.stringify(rewritten.body));
	};
	const origin = useLocalServer((request, response) => {
		pass(request, response).catch((error: unknown) => response.destroy(error as Error));
	});
	afterEach(() => {
		rewrite = unchanged;
	});
	return {
		url: () => origin() + new URL(talkover().url).pathname,
		answers: (by) => {
			rewrite = by;
		},
	};
}
