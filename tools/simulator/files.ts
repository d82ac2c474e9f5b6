import type { Request } from 'openapi-backend';

import type { JsonObject } from './contract';
import type { Reply } from './handlers/handler';

/** The path of the files: next to the API, and accessible to everyone who has the link. */
const FOLDER = '/storage/demo-audio/';

/** The address of files in the reference's examples. */
const DOCUMENTED_HOST = 'https://example.com';

/** An empty frame of MPEG-2 Layer III, 16 kHz, mono, 8 kbit/s: 36 ms of silence. */
const FRAME = Buffer.alloc(36);
FRAME.set([0xff, 0xf3, 0x18, 0xc4]);

/** Half a second of silence. */
export const MP3 = Buffer.concat(Array.from({ length: 14 }, () => FRAME));

type Headers = Readonly<Record<string, string[] | string | undefined>>;

/** The link to a file, on the host that a request with these headers was sent to. */
export function fileLink(name: string, headers: Headers): string {
	return `http://${String(headers.host)}${FOLDER}${encodeURIComponent(name)}`;
}

/** The file that a request asks for; as storages do, rejects a token in addition to a signed link. */
export function fileReply({ method, path, headers }: Request): Reply | undefined {
	if (method !== 'GET' || !path.startsWith(FOLDER) || !path.endsWith('.mp3')) return undefined;
	if (headers.authorization !== undefined) return { status: 400, body: 'One authorization only' };
	return { status: 200, body: MP3, headers: { 'content-type': 'audio/mpeg' } };
}

/** A documented response, with its links to files pointing here. */
export function withFileLinks(body: JsonObject, headers: Headers): JsonObject {
	const documented = `${DOCUMENTED_HOST}${FOLDER}`;
	return JSON.parse(
		JSON.stringify(body).replaceAll(documented, fileLink('', headers)),
	) as JsonObject;
}
