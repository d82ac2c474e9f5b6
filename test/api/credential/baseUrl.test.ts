import { parseBaseUrl } from '../../../nodes/Talkover/api/credential/baseUrl';

test.each([
	['https://app.talkover.ai/api/v1', 'https://app.talkover.ai/api/v1'],
	[' https://voice.example.com/v1// ', 'https://voice.example.com/v1'],
	['https://voice.example.com', 'https://voice.example.com'],
	['http://localhost:4010/api/v1', 'http://localhost:4010/api/v1'],
	['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
	['http://127.1.2.3/x', 'http://127.1.2.3/x'],
	['http://[::1]:80/api', 'http://[::1]/api'],
	['https://voice.example.com//api///v1///', 'https://voice.example.com//api///v1'],
])('the Base URL %j is normalized to %s', (raw, base) => {
	expect(parseBaseUrl(raw)).toBe(base);
});

test.each([
	['', /must be a web address/],
	[undefined, /must be a web address/],
	['app.talkover.ai', /must be a web address/],
	['ftp://app.talkover.ai', /must be a web address/],
	['javascript:alert(1)', /must be a web address/],
	['http://app.talkover.ai/api/v1', /must start with https:\/\//],
	['http://localhost.example.com', /must start with https:\/\//],
	['http://127.0.0.1.example.com', /must start with https:\/\//],
	['http://10.0.0.1', /must start with https:\/\//],
	['https://user:secret@app.talkover.ai', /must not contain a user name/],
	['https://app.talkover.ai/?a=1', /must not contain/],
	['https://app.talkover.ai/#top', /must not contain/],
])('the Base URL %j is rejected', (raw, reason) => {
	expect(() => parseBaseUrl(raw)).toThrow(reason);
});

test('a Base URL of more than 2,048 characters is rejected', () => {
	const longest = `https://voice.example.com/${'v'.repeat(2_022)}`;

	expect(parseBaseUrl(longest)).toBe(longest);
	expect(() => parseBaseUrl(`${longest}1`)).toThrow(
		'The Base URL must have at most 2,048 characters (found 2,049)',
	);
	expect(() => parseBaseUrl(`https://x${'/'.repeat(100_000)}x`)).toThrow('found 100,010');
});
