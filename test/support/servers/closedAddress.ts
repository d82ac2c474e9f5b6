import { createServer } from 'node:http';

import { listen, stop } from './listening';

/** An address on this machine on which nothing listens anymore. */
export async function closedAddress(): Promise<string> {
	const server = createServer();
	const address = await listen(server);
	await stop(server);
	return address;
}
