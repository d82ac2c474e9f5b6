import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a server on this machine for the tests of a file. Returns its origin. */
export function useLocalServer(listener: RequestListener): () => string {
	const server = createServer(listener);
	beforeAll(async () => {
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterAll(async () => {
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	});
	return () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
