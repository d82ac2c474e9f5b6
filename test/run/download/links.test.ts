import { redirect, useFileHost } from '../../support/servers/fileHost';
import { REPORT, getDemoOnInternet, isFetched, unsafe } from '../../support/n8n/getDemo';
import { shownError } from '../../../tools/harness/talkoverNode';

const LINK = 'https://files.example.com/demo.mp3?signature=secret';
const WITH_USER = 'The link to files.example.com contains a user name or a password';
const ON_THIS_MACHINE = { url: 'http://127.0.0.1:9' };

const files = useFileHost();

beforeEach(() => {
	files().serve((response) => response.end('content'));
});

test('a file at a public address is downloaded over https', async () => {
	const { opened, result } = await getDemoOnInternet(files(), LINK);

	expect(isFetched(result)).toBe(true);
	expect(opened).toEqual([LINK]);
});

test.each([
	['http://127.0.0.1:5678/rest/settings', '127.0.0.1:5678'],
	['http://0x7f000001', '127.0.0.1'],
	['http://[::1]:5678', '[::1]:5678'],
	['https://10.1.2.3/?key=secret#secret', '10.1.2.3'],
	['https://postgres:5432', 'postgres:5432'],
])('the link %s is not opened, and the message shows only the host', async (link, host) => {
	const { opened, result } = await getDemoOnInternet(files(), link);

	expect(shownError(result)).toEqual({
		message: unsafe(`${host} isn't a public address`),
		lines: [REPORT],
	});
	expect(opened).toEqual([]);
});

test.each([
	['http://files.example.com/?key=secret', 'The link to files.example.com starts with http://'],
	['https://user@files.example.com/', WITH_USER],
	['https://:secret@files.example.com/', WITH_USER],
	['ftp://files.example.com/secret', "The link isn't a web address"],
	['//files.example.com/secret', "The link isn't a web address"],
	['', "The link isn't a web address"],
])('the link %j is not opened, and the message says why', async (link, reason) => {
	const { opened, result } = await getDemoOnInternet(files(), link);

	expect(shownError(result).message).toBe(unsafe(reason));
	expect(opened).toEqual([]);
});

test('a link with a user name is not opened, even if the Base URL is a loopback address', async () => {
	const link = files().url.replace('//', '//user@');

	const { opened, result } = await getDemoOnInternet(files(), link, ON_THIS_MACHINE);

	expect(shownError(result).message).toContain('contains a user name or a password');
	expect(opened).toEqual([]);
});

test.each(['http://127.0.0.1', 'https://localhost', 'http://[::1]'])(
	'a file at %s is downloaded if the Base URL is a loopback address',
	async (link) => {
		const { opened, result } = await getDemoOnInternet(files(), link, ON_THIS_MACHINE);

		expect(isFetched(result)).toBe(true);
		expect(opened).toEqual([`${link}/`]);
	},
);

test('a redirect from one public host to another is followed', async () => {
	const moved = 'https://cdn.example.com/moved';
	files().serve((response, path) => {
		if (path === '/moved') response.end('content');
		else redirect(response, 302, moved);
	});

	const { opened, result } = await getDemoOnInternet(files(), LINK);

	expect(isFetched(result)).toBe(true);
	expect(opened).toEqual([LINK, moved]);
});

test.each([
	['http://127.0.0.1:5678/', "127.0.0.1:5678 isn't a public address"],
	['//[fd00:ec2::254]/', "[fd00:ec2::254] isn't a public address"],
	['http://cdn.example.com/', 'The link to cdn.example.com starts with http://'],
	['https://', "The link isn't a web address"],
])('a redirect from a public host to %s is not followed', async (location, reason) => {
	files().redirect(302, location);

	const { opened, result } = await getDemoOnInternet(files(), LINK);

	expect(shownError(result).message).toBe(unsafe(reason));
	expect(opened).toEqual([LINK]);
});
