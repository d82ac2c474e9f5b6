import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

import { useLocalServer } from './localServer';

/** One request as it came. */
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
	/** All that has come since the last test, in order. */
	readonly received: Received[];
	/** The next requests get these answers, one each, and 200 after that; `never` gets none. */
	answer(...answers: (Answer | number | 'never')[]): void;
	/** How many connections are open that wait for an answer. */
	readonly waiting: number;
	/** Cuts the connections that wait for an answer. */
	hangUp(): void;
}

/** Something on this machine that webhooks can lead to, for the tests of a file. */
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
