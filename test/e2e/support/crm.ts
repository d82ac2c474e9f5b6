import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A CRM on this machine that accepts the results of calls through an HTTP API. */
export interface Crm {
	/** The URL for results. */
	readonly url: string;
	/** The bodies of the results, in order. */
	readonly results: readonly unknown[];
	/**
	 * Sends deals that reached a stage to a webhook.
	 *
	 * @throws Error if it doesn't respond with 2xx
	 */
	announce(webhook: string, deals: readonly object[]): Promise<void>;
	close(): Promise<void>;
}

/** Starts a CRM on the loopback interface. */
export async function startCrm(): Promise<Crm> {
	const results: unknown[] = [];
	const server = createServer((request, response) => {
		void json(request).then((body) => {
			results.push(body);
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"saved":true}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${String(port)}/call-results`,
		results,
		announce: async (webhook, deals) => {
			const headers = { 'content-type': 'application/json' };
			const body = JSON.stringify(deals);
			const { ok, status } = await fetch(webhook, { method: 'POST', headers, body });
			if (!ok) throw new Error(`The webhook responded with HTTP ${String(status)}`);
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
