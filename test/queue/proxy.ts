import { createServer, request } from 'node:http';
import { pipeline } from 'node:stream';

import { listen, stop } from '../support/servers/listening';

/** A reverse proxy in front of the webhook processors. */
export interface Proxy {
	readonly url: string;
	/** Sets the addresses that requests are forwarded to in turn. */
	forwardTo(urls: readonly string[]): void;
	close(): Promise<void>;
}

/** Starts a proxy that responds with a 502 until it has an address to forward to. */
export async function startProxy(): Promise<Proxy> {
	let targets: readonly string[] = [];
	let turn = 0;
	const server = createServer((incoming, response) => {
		const fail = () => response.writeHead(502).end();
		const target = targets[turn++ % targets.length];
		const { method, headers, url = '/' } = incoming;
		if (target === undefined) {
			fail();
			return;
		}
		const outgoing = request(new URL(url, target), { method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			pipeline(answer, response, () => undefined);
		});
		outgoing.once('error', fail);
		incoming.pipe(outgoing);
	});
	return {
		url: await listen(server),
		forwardTo: (urls) => {
			targets = urls;
		},
		close: () => stop(server),
	};
}
