import type { IncomingMessage, ServerResponse } from 'node:http';

import { useLocalServer } from './localServer';

export interface FileHost {
	/** Its origin, with a loopback address. */
	readonly url: string;
	readonly requests: readonly Pick<IncomingMessage, 'headers' | 'url'>[];
	/** Sets how requests are answered from now on. */
	serve(answer: (response: ServerResponse, path: string) => void): void;
	/** Responds to every path with a redirect. */
	redirect(status: number, location: string): void;
}

/** A file server for the tests of a file. Responds with 404 until a test sets something else. */
export function useFileHost(): () => FileHost {
	const requests: IncomingMessage[] = [];
	let answer: Parameters<FileHost['serve']>[0] = notFound;
	const url = useLocalServer((request, response) => {
		requests.push(request);
		answer(response, request.url ?? '');
	});
	afterEach(() => {
		requests.length = 0;
		answer = notFound;
	});
	return () => ({
		url: url(),
		requests,
		serve: (next) => (answer = next),
		redirect: (status, location) => {
			answer = (response) => {
				redirect(response, status, location);
			};
		},
	});
}

export function redirect(response: ServerResponse, status: number, location: string): void {
	response.writeHead(status, { location }).end();
}

function notFound(response: ServerResponse): void {
	response.writeHead(404).end();
}
