import { parseErrorBody } from '../../../nodes/Talkover/api/response/errorBody';

test.each<[string, unknown, ReturnType<typeof parseErrorBody>]>([
	['a message', { success: false, message: 'No' }, { messages: [{ text: 'No' }] }],
	['a message and a code', { message: 'No', code: 'N' }, { code: 'N', messages: [{ text: 'No' }] }],
	[
		'field messages without the redundant general message',
		{ message: 'Invalid', errors: { a: ['1', '2'], b: '3' } },
		{
			messages: [
				{ field: 'a', text: '1' },
				{ field: 'a', text: '2' },
				{ field: 'b', text: '3' },
			],
		},
	],
	['a list of strings', { errors: ['1', '2'] }, { messages: [{ text: '1' }, { text: '2' }] }],
	[
		'a list of objects',
		{ errors: [{ field: 'a', message: '1' }, { message: '2' }, { x: 1 }] },
		{ messages: [{ field: 'a', text: '1' }, { text: '2' }] },
	],
	[
		'a nested error',
		{ error: { code: 'C', message: 'No', details: { retry_after: 60 } } },
		{ code: 'C', messages: [{ text: 'No' }] },
	],
	[
		'a nested error about a field',
		{ error: { code: 'C', message: 'No', details: { field: 'to', value: '1' } } },
		{ code: 'C', messages: [{ field: 'to', text: 'No' }] },
	],
	['an error that is a sentence', { error: 'No' }, { code: 'No', messages: [{ text: 'No' }] }],
	['an error code', { error: 'C', message: 'No' }, { code: 'C', messages: [{ text: 'No' }] }],
	['a single string', ' No\n way ', { messages: [{ text: 'No way' }] }],
	['an empty string', '  ', { messages: [] }],
	['nothing', undefined, { messages: [] }],
	['null', null, { messages: [] }],
	['a number', 7, { messages: [] }],
	['a list', ['No'], { messages: [{ text: 'No' }] }],
	['an object of another form', { fault: { text: 'No' } }, { messages: [] }],
	[
		'RFC 9457',
		{ type: 'about:blank', title: 'Forbidden', status: 403, detail: 'Your balance is too low.' },
		{ messages: [{ text: 'Forbidden: Your balance is too low.' }] },
	],
	[
		'RFC 9457 with fields',
		{ title: 'Invalid', 'invalid-params': [{ name: 'to', reason: 'is too short' }] },
		{ messages: [{ field: 'to', text: 'is too short' }] },
	],
	[
		'JSON:API',
		{
			errors: [
				{ source: { pointer: '/data/attributes/phone' }, title: 'Bad', detail: 'Too short' },
			],
		},
		{ messages: [{ field: 'phone', text: 'Bad: Too short' }] },
	],
	[
		'FastAPI',
		{ detail: [{ loc: ['body', 'calls', 0, 'to'], msg: 'field required' }] },
		{ messages: [{ field: 'calls.0.to', text: 'field required' }] },
	],
	['a detail', { detail: 'Not found.' }, { messages: [{ text: 'Not found.' }] }],
	[
		'a validator object',
		{ to: ['Too short'], name: ['Is required'] },
		{
			messages: [
				{ field: 'to', text: 'Too short' },
				{ field: 'name', text: 'Is required' },
			],
		},
	],
	[
		'a validator object as message',
		{ message: { to: ['Short'] } },
		{ messages: [{ field: 'to', text: 'Short' }] },
	],
	[
		'a validator object as error',
		{ error: { to: ['Too short'] } },
		{ messages: [{ field: 'to', text: 'Too short' }] },
	],
	[
		'a list as message',
		{ message: ['to must be short'] },
		{ messages: [{ text: 'to must be short' }] },
	],
	[
		'errors in data',
		{ success: false, data: { errors: { to: ['Short'] } } },
		{ messages: [{ field: 'to', text: 'Short' }] },
	],
	[
		'OAuth',
		{ error: 'invalid_request', error_description: 'No grant' },
		{ code: 'invalid_request', messages: [{ text: 'No grant' }] },
	],
	[
		'a code next to a sentence',
		{ message: 'LIMIT_REACHED', hint: { text: 'Buy more credits' } },
		{ messages: [{ text: 'Buy more credits' }] },
	],
	[
		'sentences of another form',
		{ fault: { info: { a: 'No more calls', b: [{ c: 'Buy more credits' }] } } },
		{ messages: [{ text: 'No more calls. Buy more credits' }] },
	],
	[
		'an exception',
		{ exception: 'Some Error', file: 'a b', trace: [{ file: 'c d' }] },
		{ messages: [] },
	],
	['empty errors', { message: 'No', errors: {} }, { messages: [{ text: 'No' }] }],
])('parses %s in an error body', (_name, body, parsed) => {
	expect(parseErrorBody(body)).toEqual(parsed);
});

test('a long message is shortened to a readable length', () => {
	const [message] = parseErrorBody({ message: 'x'.repeat(5000) }).messages;

	expect(message?.text).toHaveLength(501);
});

const PAGE = 'The response is a web page';

test.each([
	['<!doctype html><TITLE lang="en"> 502\n Bad Gateway </TITLE>', `${PAGE} ("502 Bad Gateway")`],
	['  <html><title></title>', PAGE],
	[`<html>${'<title'.repeat(10)}`, PAGE],
	[`<html><title>${'x'.repeat(30_000)}`, `${PAGE} ("${'x'.repeat(500)}…")`],
	[
		'<!DOCTYPE html><title>talkover.ai | 522: Connection timed out</title><div id="cf-error-details">Cloudflare Ray ID: <strong class="x">8a1b2c3d4e5f6a7b</strong>',
		`${PAGE} of Cloudflare, a service in front of Talkover ("talkover.ai | 522: Connection timed out"), Ray ID 8a1b2c3d4e5f6a7b`,
	],
	[
		'<html><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js">',
		`${PAGE} of Cloudflare, a service in front of Talkover ("Just a moment...")`,
	],
	// Only the first part of a page is read.
	[`<html>${' '.repeat(20_000)}<title>Late</title>`, PAGE],
])('error page %# is described in one line', (page, text) => {
	expect(parseErrorBody(page)).toEqual({ messages: [{ text }] });
});

test('whitespace before a message is removed', () => {
	expect(parseErrorBody({ message: `${' '.repeat(30_000)}No` })).toEqual({
		messages: [{ text: 'No' }],
	});
});

test('keeps 50 messages and counts the others', () => {
	const said = (count: number) => Array.from({ length: count }, (_, index) => `Reason ${index}`);

	expect(parseErrorBody({ errors: said(50) })).toEqual({
		messages: said(50).map((text) => ({ text })),
	});
	expect(parseErrorBody({ errors: { name: said(60), other: [' ', {}, 'x'] } })).toEqual({
		messages: said(50).map((text) => ({ field: 'name', text })),
		more: 11,
	});
});

test('shortens the name of a field and a code to 200 characters', () => {
	const long = 'x'.repeat(1_000);
	const cut = `${'x'.repeat(200)}…`;

	expect(parseErrorBody({ code: long, errors: { [long]: 'No' } })).toEqual({
		code: cut,
		messages: [{ field: cut, text: 'No' }],
	});
});

test('shortening does not split a character', () => {
	const [message] = parseErrorBody({ message: `x${'👩'.repeat(300)}` }).messages;

	expect(message?.text).toBe(`x${'👩'.repeat(249)}…`);
});
