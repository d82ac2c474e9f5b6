import { redirect, useFileHost } from '../../support/servers/fileHost';
import { GET_DEMO, contentOf, linkTo } from '../../support/n8n/getDemo';
import { runTalkover, shownError } from '../../../tools/harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';
import type { RunResult } from '../../../tools/harness/workflow';

const talkover = useSimulator();
const files = useFileHost();

/** Runs *Get Demo* with a link to the file host. */
async function getDemo(path: string): Promise<RunResult> {
	linkTo(talkover(), files(), path);
	return runTalkover(talkover(), GET_DEMO);
}

test.each([301, 303, 307, 308])('an HTTP %i redirect is followed', async (status) => {
	files().serve((response, path) => {
		if (path === '/file') response.end('content');
		else redirect(response, status, '/file');
	});

	expect(await contentOf(await getDemo('/link?signature=1'))).toBe('content');
	expect(files().requests.map(({ url }) => url)).toEqual(['/link?signature=1', '/file']);
});

test('five redirects are followed, and the token is sent to none of them', async () => {
	files().serve((response, path) => {
		if (path === '/5') response.end('content');
		else redirect(response, 302, `/${Number(path.slice(1)) + 1}`);
	});

	expect(await contentOf(await getDemo('/0'))).toBe('content');
	expect(files().requests).toHaveLength(6);
	const headers = JSON.stringify(files().requests.map((request) => request.headers));
	expect(headers).not.toContain(talkover().token);
	expect(headers).not.toMatch(/authorization/i);
});

test('a sixth redirect is not followed', async () => {
	files().redirect(302, '/again');

	expect(shownError(await getDemo('/link')).message).toBe(
		"The file couldn't be downloaded because its link redirects more than 5 times",
	);
	expect(files().requests).toHaveLength(6);
});

test.each([
	[302, {}],
	[300, { location: '/file' }],
	[304, { location: '/file' }],
])('an HTTP %i response with the headers %j is not a redirect', async (status, headers) => {
	files().serve((response) => response.writeHead(status, headers).end());

	expect(shownError(await getDemo('/link')).message).toBe(
		`The file couldn't be downloaded (HTTP ${status})`,
	);
	expect(files().requests).toHaveLength(1);
});
