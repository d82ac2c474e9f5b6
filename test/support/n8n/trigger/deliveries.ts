import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import express from 'express';
import type { IDataObject, IWebhookResponseData } from 'n8n-workflow';

import { TalkoverTrigger } from '../../../../nodes/Talkover/TalkoverTrigger.node.ts';
import { listen, originOf, stop } from '../../servers/listening';
import type { TriggerHost } from './trigger';

/** The response to a delivery. */
export interface Answer {
	readonly status: number;
	readonly body: unknown;
}

export interface DeliveryOptions {
	/** If it's empty, no content type is sent. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Whether to use the test URL. */
	readonly test?: boolean;
	/** Lets the sender hang up. */
	readonly signal?: AbortSignal;
}

/** `N8N_PAYLOAD_SIZE_MAX`, which is 16 MB by default. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The part of n8n's server that accepts deliveries for a node above version 1 (`webhook-request-handler.ts`,
 * `webhook-helpers.ts`, `body-parser.ts`).
 */
export class WebhookServer {
	/** The items with which executions were started. */
	readonly started: IDataObject[] = [];
	/** Whether n8n can't start executions, as when its database is unavailable. */
	broken = false;
	/** What n8n waits for before it starts an execution, as for its database or a free place. */
	beforeStart: ((response: express.Response) => Promise<unknown>) | undefined;
	/** The number of bodies that n8n or the node began to read. */
	bodiesRead = 0;
	/** Settles when n8n has dealt with the latest delivery, even if nobody receives its answer. */
	latest = Promise.resolve();
	private readonly server: Server;

	constructor(private readonly host: () => TriggerHost) {
		const app = express();
		app.use((request, response, next) => {
			this.latest = this.take(request, response).catch(next);
		});
		this.server = createServer(app);
		// Sender and receiver share a process: while a test keeps it busy, an idle connection would be closed that the sender
		// is about to use.
		this.server.keepAliveTimeout = 0;
	}

	async listen(): Promise<void> {
		await listen(this.server);
	}

	async close(): Promise<void> {
		await stop(this.server);
	}

	/** Delivers something to the trigger over HTTP: JSON, text or bytes. */
	async deliver(body: unknown, { headers = {}, test = false, signal }: DeliveryOptions = {}) {
		const isRaw = typeof body === 'string' || body instanceof Uint8Array;
		const sent: [string, string][] = Object.entries({
			'content-type': 'application/json',
			...headers,
		});
		const answer = await fetch(`${originOf(this.server)}/${test ? 'webhook-test' : 'webhook'}`, {
			method: 'POST',
			headers: sent.filter(([name, value]) => name !== 'content-type' || value !== ''),
			// As bytes, because fetch would declare text as text/plain.
			body: Buffer.from(isRaw ? (body as string) : JSON.stringify(body)),
			...(signal ? { signal } : {}),
		});
		return { status: answer.status, body: await answer.json() } as Answer;
	}

	private async take(request: express.Request, response: express.Response): Promise<void> {
		const received = withRawBodyReader(request, () => {
			this.bodiesRead += 1;
		});
		try {
			await readBody(received);
		} catch {
			response.status(422).json({ message: 'Failed to parse request body' });
			return;
		}
		try {
			const isTest = request.path.startsWith('/webhook-test');
			const result = await this.host().receive(received, response, isTest);
			if (result.noWebhookResponse) return;
			if (!result.workflowData) {
				response.json(result.webhookResponse ?? { message: 'Webhook call received' });
				return;
			}
			await this.beforeStart?.(response);
			if (this.broken) throw new Error('The database is unavailable');
			this.started.push(...result.workflowData.flat().map(({ json }) => json));
			response.send(onReceived(result));
		} catch (error) {
			this.host().log.push((error as Error).message);
			response.status(500).json({ message: 'Workflow could not be started!' });
		}
	}
}

/** `rawBodyReader` */
function withRawBodyReader(request: express.Request, onRead: () => void): express.Request {
	const [contentType = ''] = (request.headers['content-type'] ?? '').split(';');
	const readRawBody = async () => {
		if (Buffer.isBuffer(request.rawBody)) return;
		onRead();
		try {
			request.rawBody = await readAll(request);
		} finally {
			// Reads the rest, so that the next delivery can use the connection.
			request.resume();
		}
	};
	return Object.assign(request, { contentType, readRawBody });
}

async function readAll(request: express.Request): Promise<Buffer> {
	const isZipped = request.headers['content-encoding'] === 'gzip';
	const stream: Readable = isZipped ? request.pipe(createGunzip()) : request;
	if (!stream.readable) throw new Error('stream is not readable');
	const chunks: Buffer[] = [];
	// The connection is still needed for the response.
	for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
		chunks.push(chunk as Buffer);
		const size = chunks.reduce((sum, { length }) => sum + length, 0);
		if (size > MOST_BYTES) throw Object.assign(new Error('entity too large'), { status: 413 });
	}
	return Buffer.concat(chunks);
}

/** `parseRequestBody` and `parseBody` */
async function readBody(request: express.Request): Promise<void> {
	const { contentType = '' } = request;
	if (contentType === 'multipart/form-data') {
		await once(request.resume(), 'end');
		request.body = { data: {}, files: {} };
		return;
	}
	const isParsed = /^application\/json|^text\/plain|^application\/x-www-form-urlencoded|[/+]xml$/;
	if (!isParsed.test(contentType)) return;
	await request.readRawBody();
	const text = request.rawBody.toString();
	if (text === '') return;
	if (contentType === 'application/json') request.body = JSON.parse(text);
	// Everything except XML; n8n's conversion of XML doesn't matter here.
	if (contentType.endsWith('xml') && !text.startsWith('<')) throw new Error('This is not XML');
	if (contentType === 'application/x-www-form-urlencoded') {
		request.body = Object.fromEntries(new URLSearchParams(text));
	}
	if (contentType === 'text/plain') request.body = text;
}

/** `extractWebhookOnReceivedResponse`, with the default of `evaluateResponseOptions`. */
function onReceived({ webhookResponse }: IWebhookResponseData): unknown {
	const [{ responseData = 'firstEntryJson' } = {}] =
		new TalkoverTrigger().description.webhooks ?? [];
	return responseData || (webhookResponse ?? { message: 'Workflow was started' });
}
