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
	['a list', ['No'], { messages: [] }],
	['an object of another form', { fault: { text: 'No' } }, { messages: [] }],
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
