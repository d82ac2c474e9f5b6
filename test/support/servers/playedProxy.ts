import type { Mockttp } from 'mockttp';
import { generateCACertificate, getLocal } from 'mockttp';

export interface PlayedProxy {
	readonly host: string;
	readonly port: number;
	readonly url: string;
	/** The certificate authority with which it opens encrypted connections. Nobody trusts it by default. */
	readonly authority: string;
	/** What it could read since the last test: `GET https://example.com/ Bearer …`. */
	readonly read: readonly string[];
}

/** A proxy on this machine that reads what goes through it, for the tests of a file. It responds with `{}`. */
export function usePlayedProxy(): () => PlayedProxy {
	const read: string[] = [];
	let server: Mockttp | undefined;
	let authority = '';
	beforeAll(async () => {
		const { key, cert } = await generateCACertificate({ subject: { commonName: 'Played proxy' } });
		authority = cert;
		server = getLocal({ https: { key, cert }, recordTraffic: false });
		await server.start();
		await server.forAnyRequest().thenCallback(({ method, url, headers }) => {
			read.push(`${method} ${url} ${String(headers.authorization)}`);
			return { statusCode: 200, json: {} };
		});
	});
	afterEach(() => {
		read.length = 0;
	});
	afterAll(async () => {
		await server?.stop();
	});
	return () => {
		const port = server?.port ?? 0;
		return { host: '127.0.0.1', port, url: `http://127.0.0.1:${port}`, authority, read };
	};
}
