import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import type { NodeJson } from '../../../tools/playground/workflows';
import { listen, stop } from '../../support/servers/listening';

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

/** The data that the nodes of {@link postTo} post. */
export interface Posted {
	readonly workflowId: string;
	readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** Nodes that post all items of an execution to the CRM. */
export function postTo({ url }: Crm): NodeJson[] {
	return [
		{
			name: 'Aggregate',
			type: 'n8n-nodes-base.aggregate',
			parameters: { aggregate: 'aggregateAllItemData', options: {} },
		},
		{
			name: 'CRM',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				...{ method: 'POST', url, sendBody: true, specifyBody: 'json' },
				jsonBody: '={{ { workflowId: $workflow.id, items: $json.data } }}',
			},
		},
	];
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
	return {
		url: `${await listen(server)}/call-results`,
		results,
		announce: async (webhook, deals) => {
			const headers = { 'content-type': 'application/json' };
			const body = JSON.stringify(deals);
			const { ok, status } = await fetch(webhook, { method: 'POST', headers, body });
			if (!ok) throw new Error(`The webhook responded with HTTP ${String(status)}`);
		},
		close: () => stop(server),
	};
}
