import type { Request } from 'openapi-backend';

import type { JsonObject } from './contract';
import type { Reply } from './handlers/handler';

/** Where the files lie: beside the API, and open to whoever has the link. */
const FOLDER = '/storage/demo-audio/';

/** What the reference's examples have as the address of the files. */
const DOCUMENTED_HOST = 'https://example.com';

/** A frame of MPEG-2 Layer III, 16 kHz, mono, 8 kbit/s; with nothing in it, it is 36 ms of silence. */
const FRAME = Buffer.alloc(36);
FRAME.set([0xff, 0xf3, 0x18, 0xc4]);

/** Half a second of silence. */
export const MP3 = Buffer.concat(Array.from({ length: 14 }, () => FRAME));

type Headers = Readonly<Record<string, string[] | string | undefined>>;

/** The link to a file, at the address that a request with these headers came to. */
export function fileLink(name: string, headers: Headers): string {
	return `http://${String(headers.host)}${FOLDER}${encodeURIComponent(name)}`;
}

/** The file that a request asks for; storages refuse who comes with a token beside a signed link. */
export function fileReply({ method, path, headers }: Request): Reply | undefined {
	if (method !== 'GET' || !path.startsWith(FOLDER) || !path.endsWith('.mp3')) return undefined;
	if (headers.authorization !== undefined) return { status: 400, body: 'One authorization only' };
	return { status: 200, body: MP3, headers: { 'content-type': 'audio/mpeg' } };
}

/** A documented answer, with its links to files leading here. */
export function withFileLinks(body: JsonObject, headers: Headers): JsonObject {
	const documented = `${DOCUMENTED_HOST}${FOLDER}`;
	return JSON.parse(
		JSON.stringify(body).replaceAll(documented, fileLink('', headers)),
	) as JsonObject;
}
