import { LIMITS } from '../../../nodes/Talkover/run/download/download';
import { redirect, useFileHost } from '../../support/servers/fileHost';
import {
	GET_DEMO,
	NO_FILTER,
	getDemoOnInternet,
	isFetched,
	unsafe,
} from '../../support/n8n/getDemo';
import { requestProtection } from '../../../tools/harness/host';
import { withContext } from '../../support/n8n/nodeContext';
import { runTalkover, shownError } from '../../../tools/harness/talkoverNode';

const LINK = 'https://files.example.com/demo.mp3?signature=secret';
const BLOCKED = {
	message: unsafe("files.example.com resolves to an address that isn't public, or n8n blocks it"),
	lines: [
		'If the host is part of your network, ask your n8n administrator to allow it (N8N_SSRF_ALLOWED_HOSTNAMES)',
	],
};

const protection = requestProtection();

const files = useFileHost();

beforeEach(() => {
	files().serve((response) => response.end('content'));
});

afterEach(() => {
	if (protection) protection.enabled = false;
});

/** A filter like n8n's that returns these results and records its calls. */
function filterWith(validateUrl: (url: string) => Promise<unknown>) {
	const asked: unknown[] = [];
	const getSecureEgressFilter = (policy: string) => ({
		validateUrl: async (url: string) => {
			asked.push([policy, url]);
			return validateUrl(url);
		},
	});
	return { asked, getSecureEgressFilter };
}

/** An error like that of n8n's `SsrfProtectionService`. */
function ssrfError(): Error {
	return Object.assign(new Error('The request was blocked'), { name: 'SsrfBlockedIpError' });
}

test('n8n checks every address before it is opened, even if its protection is disabled', async () => {
	files().serve((response, path) => {
		if (path === '/moved') response.end('content');
		else redirect(response, 302, '/moved');
	});
	const filter = filterWith(async () => Promise.resolve({ ok: true }));

	const { result } = await getDemoOnInternet(files(), LINK, { filter });

	expect(isFetched(result)).toBe(true);
	expect(filter.asked).toEqual([
		['enforced', LINK],
		['enforced', 'https://files.example.com/moved'],
	]);
});

test('a hostname that resolves to a private address is not opened', async () => {
	const filter = filterWith(async () => Promise.resolve({ ok: false, error: ssrfError() }));

	const { opened, result } = await getDemoOnInternet(files(), LINK, { filter });

	expect(shownError(result)).toEqual(BLOCKED);
	expect(opened).toEqual([]);
});

test('a hostname that n8n cannot resolve is requested anyway, because a proxy may resolve it', async () => {
	const error = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
	const filter = filterWith(async () => Promise.resolve({ ok: false, error }));

	expect(isFetched((await getDemoOnInternet(files(), LINK, { filter })).result)).toBe(true);
});

test('the host of the Base URL is not checked, because the API requests go there anyway', async () => {
	const filter = filterWith(async () => Promise.resolve({ ok: false, error: ssrfError() }));

	const { result } = await getDemoOnInternet(files(), 'https://app.talkover.ai/file', { filter });

	expect(isFetched(result)).toBe(true);
	expect(filter.asked).toEqual([]);
});

test('the time limit includes the DNS lookup', async () => {
	jest.replaceProperty(LIMITS, 'seconds', 0.1);
	const filter = filterWith(async () => new Promise(() => undefined));

	const { opened, result } = await getDemoOnInternet(files(), LINK, { filter });

	expect(shownError(result).message).toBe(
		"The file from files.example.com didn't arrive within 0.1 seconds",
	);
	expect(opened).toEqual([LINK]);
	expect(files().requests).toEqual([]);
});

test('the file is downloaded on an n8n without the filter', async () => {
	const filter = { getSecureEgressFilter: undefined };

	expect(isFetched((await getDemoOnInternet(files(), LINK, { filter })).result)).toBe(true);
});

test('a host that the administrator blocks is not opened on an n8n with a list of blocked hosts', async () => {
	const link = LINK.replace('files', 'blocked');

	const { opened, result } = await getDemoOnInternet(files(), link, { filter: 'own' });

	expect(isFetched(result)).toBe(!protection);
	expect(opened).toEqual(protection ? [] : [link]);
	const message = protection && BLOCKED.message.replace('files', 'blocked');
	expect(result.error?.message).toBe(message);
});

test('a request that n8n blocks has its own error message on an n8n that blocks requests', async () => {
	// The file host runs on this machine, so n8n blocks it.
	if (protection) protection.enabled = true;

	const { opened, result } = await getDemoOnInternet(files(), LINK);

	expect(isFetched(result)).toBe(!protection);
	expect(opened).toEqual([LINK]);
	expect(result.error?.message).toBe(protection && BLOCKED.message);
});

test('a connection that n8n blocks has the same error message', async () => {
	const wrapped = Object.assign(new Error('AxiosError'), { cause: ssrfError() });
	withContext(({ helpers }) => {
		Object.assign(helpers, NO_FILTER);
		helpers.httpRequestWithAuthentication = async () =>
			Promise.resolve({ statusCode: 200, headers: {}, body: { mp3_url: LINK } });
		helpers.httpRequest = async () => Promise.reject(wrapped);
	});

	const result = await runTalkover(
		{ url: 'https://app.talkover.ai/api/v1', token: 'talq_internet' },
		GET_DEMO,
	);

	expect(shownError(result)).toEqual(BLOCKED);
});
