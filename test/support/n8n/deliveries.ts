import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';
import type { IDataObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import type { TriggerHost } from './trigger';

/** How a delivery was answered. */
export interface Answer {
	readonly status: number;
	readonly body: unknown;
}

export interface DeliveryOptions {
	readonly headers?: Readonly<Record<string, string>>;
	/** To the test URL. */
	readonly test?: boolean;
}

type Request = IWorkflowExecuteAdditionalData['httpRequest'] & { rawBody?: Buffer };

/** The part of n8n's server that takes deliveries (`webhook-request-handler.ts`, `body-parser.ts`). */
export class WebhookServer {
	/** The items with which executions were started. */
	readonly started: IDataObject[] = [];
	/** n8n cannot start an execution, as when its database is away. */
	broken = false;
	private server: Server | undefined;

	constructor(private readonly host: () => TriggerHost) {}

	async listen(): Promise<void> {
		const app = express();
		app.use(express.raw({ type: () => true, limit: '16mb' }));
		app.use((request, response, next) => {
			this.take(request, response).catch(next);
		});
		this.server = app.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
	}

	async close(): Promise<void> {
		this.server?.closeAllConnections();
		this.server?.close();
		if (this.server) await once(this.server, 'close');
	}

	/** Delivers something to the trigger over HTTP: JSON, or what is given as text or bytes. */
	async deliver(body: unknown, { headers = {}, test = false }: DeliveryOptions = {}) {
		const { port } = this.server?.address() as AddressInfo;
		const isRaw = typeof body === 'string' || body instanceof Uint8Array;
		const answer = await fetch(`http://127.0.0.1:${port}/${test ? 'webhook-test' : 'webhook'}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: isRaw ? (body as string) : JSON.stringify(body),
		});
		return { status: answer.status, body: await answer.json() } as Answer;
	}

	private async take(request: express.Request, response: express.Response): Promise<void> {
		const raw: unknown = request.body;
		const rawBody = Buffer.isBuffer(raw) ? raw : undefined;
		const [type = ''] = (request.headers['content-type'] ?? '').split(';');
		try {
			request.body = parsed(type, rawBody);
		} catch {
			response.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		const read = Object.assign(request, rawBody ? { rawBody } : {}) as unknown as Request;
		try {
			const result = await this.host().receive(
				read,
				response,
				request.path.startsWith('/webhook-test'),
			);
			if (result.noWebhookResponse) return;
			if (!result.workflowData) {
				response.json(result.webhookResponse ?? { message: 'Webhook call received' });
				return;
			}
			if (this.broken) throw new Error('The database is away');
			this.started.push(...result.workflowData.flat().map(({ json }) => json));
			response.json({ message: 'Workflow was started' });
		} catch (error) {
			this.host().log.push((error as Error).message);
			response.status(500).json({ message: 'Workflow could not be started!' });
		}
	}
}

function parsed(type: string, rawBody: Buffer | undefined): unknown {
	if (!rawBody || rawBody.length === 0) return {};
	if (type === 'application/json') return JSON.parse(rawBody.toString());
	if (type === 'application/x-www-form-urlencoded') {
		return Object.fromEntries(new URLSearchParams(rawBody.toString()));
	}
	return type === 'text/plain' ? rawBody.toString() : undefined;
}
