import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';

import { LIMITS } from '../../../nodes/Talkover/run/download/download';
import { redirect, useFileHost } from '../../support/servers/fileHost';
import { GET_DEMO, contentOf, linkTo } from '../../support/n8n/getDemo';
import { withContext } from '../../support/n8n/nodeContext';
import { runTalkover, shownError, startTalkover } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import type { RunResult } from '../../../tools/harness/workflow';

const MEBIBYTE = 1024 * 1024;

const talkover = useSimulator();
const files = useFileHost();

/** Runs *Get Demo* with a link to the file host. */
async function getDemo(path = '/demo.mp3'): Promise<RunResult> {
	linkTo(talkover(), files(), path);
	return runTalkover(talkover(), GET_DEMO);
}

/** Sends the same bytes repeatedly until the node closes the connection. */
async function sendForever(response: ServerResponse, gzip = false, status = 200): Promise<void> {
	const block = gzip ? Buffer.alloc(64 * 1024) : randomBytes(64 * 1024);
	function* blocks() {
		for (;;) yield block;
	}
	const location = status === 302 ? { location: '/file' } : {};
	response.writeHead(status, { ...location, ...(gzip ? { 'content-encoding': 'gzip' } : {}) });
	const source = Readable.from(blocks());
	const sent = gzip ? pipeline(source, createGzip(), response) : pipeline(source, response);
	// The sender gets an error when the node closes the connection.
	await sent.catch(() => undefined);
}

describe('the size of a file is limited', () => {
	test('a compressed file is stored decompressed', async () => {
		files().serve((response) => {
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('content'));
		});

		expect(await contentOf(await getDemo())).toBe('content');
	});

	test.each([
		['as large as the limit is accepted', 0, undefined],
		['one byte larger than the limit is rejected', 1, 'The file is larger than 1 MB'],
	])('a file %s is rejected', async (_what, more, message) => {
		jest.replaceProperty(LIMITS, 'megabytes', 1);
		files().serve((response) => response.end(Buffer.alloc(MEBIBYTE + more)));

		expect((await getDemo()).error?.message).toBe(message);
	});

	test.each([
		['uncompressed', false],
		['gzip', true],
	])('an endless download (%s) stops at 50 MB, and its connection is closed', async (_, gzip) => {
		let sent = Promise.resolve();
		files().serve((response) => {
			sent = sendForever(response, gzip);
		});

		const { message, lines } = shownError(await getDemo());
		await sent;

		expect(message).toBe('The file is larger than 50 MB');
		expect(lines).toEqual([
			'Open the file in Talkover. The node only downloads files up to this size',
		]);
	});
});

test.each([
	[302, undefined],
	[404, "The file couldn't be downloaded (HTTP 404)"],
])('the body of an HTTP %i is not read, and its connection is closed', async (status, message) => {
	let sent = Promise.resolve();
	files().serve((response, path) => {
		if (path === '/file') response.end('content');
		else sent = sendForever(response, false, status);
	});

	expect((await getDemo()).error?.message).toBe(message);
	await sent;
});

/** Sends a byte every 20 ms, so that the connection is never idle for long. */
function drip(response: ServerResponse): void {
	const dripping = setInterval(() => response.write('.'), 20);
	response.on('close', () => {
		clearInterval(dripping);
	});
}

test('the time limit applies to the whole download, not to its pauses', async () => {
	jest.replaceProperty(LIMITS, 'seconds', 0.5);
	files().serve(drip);

	const { message, lines } = shownError(await getDemo());

	expect(message).toBe(
		`The file from ${new URL(files().url).host} didn't arrive within 0.5 seconds`,
	);
	expect(lines).toEqual([expect.stringMatching(/Run it again in a few minutes$/)]);
});

test('the time limit applies to all redirects together', async () => {
	jest.replaceProperty(LIMITS, 'seconds', 0.5);
	files().serve((response, path) => {
		const hop = Number(path.slice(1));
		setTimeout(() => {
			if (hop === 5) response.end('content');
			else redirect(response, 302, `/${hop + 1}`);
		}, 150);
	});

	expect(shownError(await getDemo('/0')).message).toContain('within 0.5 seconds');
});

test('stopping the execution ends a download before its response', async () => {
	const asked = new Promise<ServerResponse>((resolve) => {
		files().serve(resolve);
	});

	await expectStopped(asked, asked);
});

test('stopping the execution ends a download in progress', async () => {
	const asked = new Promise<ServerResponse>((resolve) => {
		files().serve((response) => {
			drip(response);
			resolve(response);
		});
	});
	const opened = new Promise<void>((resolve) => {
		withContext(({ helpers }) => {
			const { httpRequest } = helpers;
			helpers.httpRequest = async (options): Promise<unknown> => {
				const response: unknown = await httpRequest(options);
				resolve();
				return response;
			};
		});
	});

	await expectStopped(asked, opened);
});

/** @param when resolves at the time to stop the execution */
async function expectStopped(asked: Promise<ServerResponse>, when: Promise<unknown>) {
	linkTo(talkover(), files(), '/demo.mp3');
	const { result, stop } = await startTalkover(talkover(), GET_DEMO);
	const closed = once(await asked, 'close');
	await when;
	stop();

	const stopped = await result;
	await closed;

	expect(stopped.status).toBe('canceled');
	expect(stopped.output('Talkover')[0]?.[0]?.json.message).toBe('The execution was stopped');
}

const host = () => new URL(files().url).host;

test('a truncated file is rejected', async () => {
	files().serve((response) => {
		response.writeHead(200, { 'content-length': 1_000 });
		response.write('half', () => response.destroy());
	});

	expect(shownError(await getDemo()).message).toBe(
		`The file couldn't be downloaded from ${host()} (ECONNRESET)`,
	);
});

test('the error for an unreachable file host shows only the host of the link', async () => {
	talkover().answer(200, { mp3_url: 'http://127.0.0.1:9/demo.mp3?signature=secret' });

	const { message, lines } = shownError(await runTalkover(talkover(), GET_DEMO));

	expect(message).toBe("The file couldn't be downloaded from 127.0.0.1:9 (ECONNREFUSED)");
	expect(lines).toEqual([expect.stringMatching(/Run it again in a few minutes$/)]);
});

test('a file that n8n cannot store is reported with the reason', async () => {
	files().serve((response) => response.end('content'));
	withContext(({ helpers }) => {
		helpers.prepareBinaryData = async () => Promise.reject(new Error('No space left'));
	});

	expect(shownError(await getDemo())).toEqual({
		message: "n8n couldn't store the file – No space left",
		lines: ["Check n8n's binary data storage"],
	});
});
