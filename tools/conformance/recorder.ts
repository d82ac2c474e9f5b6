import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request from the node, and its response. */
export interface Exchange {
	readonly method: string;
	/** Below the Base URL, without the query. */
	readonly path: string;
	/** Undefined if there was no response. */
	status?: number;
	/** Without its parameters, e.g. `application/json`. */
	contentType?: string;
	body: string;
	/** The reason why there was no response, e.g. `ENOTFOUND`. */
	failure?: string;
}

/** A server on this machine that forwards requests to the Base URL and records the responses. */
export interface Recorder {
	/** The Base URL for the node. */
	readonly url: string;
	/** The exchanges since the previous call. */
	take(): readonly Exchange[];
	close(): Promise<void>;
}

/** Headers that concern a single connection (RFC 9110 §7.6.1), or that `fetch` sets or has processed. */
const NOT_PASSED_ON = new Set([
	'accept-encoding',
	'connection',
	'content-encoding',
	'content-length',
	'host',
	'keep-alive',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

/**
 * Starts a recorder. The token passes through it to the Base URL and to no other address, because redirects
 * aren't followed.
 *
 * @param baseUrl without a slash at its end
 */
export async function startRecorder(baseUrl: string): Promise<Recorder> {
	let exchanges: Exchange[] = [];
	const server = createServer((request, response) => {
		const { method = '', url = '' } = request;
		const exchange: Exchange = { method, path: url.split('?')[0] ?? '', body: '' };
		exchanges.push(exchange);
		passOn(`${baseUrl}${url}`, request, response, exchange).catch((error: unknown) => {
			exchange.failure = reasonOf(error);
			response.destroy();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		take: () => {
			const taken = exchanges;
			exchanges = [];
			return taken;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function passOn(
	address: string,
	request: IncomingMessage,
	response: ServerResponse,
	exchange: Exchange,
): Promise<void> {
	const abandoned = new AbortController();
	response.on('close', () => {
		if (!response.writableEnded) abandoned.abort(new Error('TIMEOUT'));
	});
	const body = await bytesOf(request);
	const answer = await fetch(address, {
		method: exchange.method,
		headers: headersOf(Object.entries(request.headers)),
		redirect: 'manual',
		signal: abandoned.signal,
		...(body.length === 0 ? {} : { body }),
	});
	const content = Buffer.from(await answer.arrayBuffer());
	const contentType = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	exchange.status = answer.status;
	exchange.body = content.toString();
	if (contentType !== undefined) exchange.contentType = contentType;
	response.writeHead(answer.status, headersOf(answer.headers.entries()));
	response.end(content);
}

function headersOf(
	headers: Iterable<readonly [string, string | string[] | undefined]>,
): Record<string, string> {
	const passed = [...headers].flatMap(([name, value]) =>
		value === undefined || NOT_PASSED_ON.has(name.toLowerCase())
			? []
			: [[name, Array.isArray(value) ? value.join(', ') : value] as const],
	);
	return Object.fromEntries(passed);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** The code of an error, which unlike its message contains no address. */
function reasonOf(error: unknown): string {
	const { message, cause } = error as Error & { cause?: { code?: string } };
	return cause?.code ?? (message === 'TIMEOUT' ? message : 'no response');
}
