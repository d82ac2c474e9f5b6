import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';

import { listen, originOf, stop } from './listening';

/** Starts a server on this machine for the tests of a file. Returns its origin. */
export function useLocalServer(listener: RequestListener): () => string {
	const server = createServer(listener);
	beforeAll(() => listen(server));
	afterAll(() => stop(server));
	return () => originOf(server);
}
