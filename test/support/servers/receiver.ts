import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

import { useLocalServer } from './localServer';

/** One request as it was received. */
export interface Received {
	readonly method: string | undefined;
	readonly url: string | undefined;
	readonly headers: IncomingHttpHeaders;
	readonly raw: string;
	readonly body: Record<string, unknown>;
}

export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface Receiver {
	readonly url: string;
	/** All requests since the last test, in order. */
	readonly received: Received[];
	/** Sets the responses to the next requests, followed by 200; `never` means no response. */
	answer(...answers: (Answer | number | 'never')[]): void;
	/** The number of open connections that wait for a response. */
	readonly waiting: number;
	/** Closes the connections that wait for a response. */
	hangUp(): void;
}

/** A server on this machine that webhooks can point to, for the tests of a file. */
export function useReceiver(): () => Receiver {
	const received: Received[] = [];
	let answers: (Answer | number | 'never')[] = [];
	const waiting = new Set<ServerResponse>();
	const url = useLocalServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method, url, headers } = request;
			const raw = Buffer.concat(chunks).toString();
			const body = (raw === '' ? {} : JSON.parse(raw)) as Received['body'];
			received.push({ method, url, headers, raw, body });
			const answer = answers.shift() ?? { status: 200, body: '{"received":true}' };
			if (answer === 'never') {
				waiting.add(response);
				response.on('close', () => waiting.delete(response));
				return;
			}
			const {
				status,
				headers: more,
				body: content,
			} = typeof answer === 'number' ? { status: answer } : answer;
			response.writeHead(status, { 'content-type': 'application/json', ...more }).end(content);
		});
	});
	afterEach(() => {
		received.length = 0;
		answers = [];
	});
	return () => ({
		url: url(),
		received,
		answer: (...next) => (answers = next),
		get waiting() {
			return waiting.size;
		},
		hangUp: () => {
			for (const response of waiting) response.destroy();
		},
	});
}
