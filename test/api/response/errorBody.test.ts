import { parseErrorBody, sentences } from '../../../nodes/Talkover/api/response/errorBody';

/** What is read from a body: a code, and messages, with `field@` in front of those about a field. */
function read(texts: readonly string[], code?: string): ReturnType<typeof parseErrorBody> {
	const messages = texts.map((each) => {
		const [field, text] = each.split('@');
		return text === undefined ? { text: each } : { field: String(field), text };
	});
	return { ...(code === undefined ? {} : { code }), messages };
}

const FIELD_IN_DETAILS = { code: 'C', message: 'No', details: { field: 'to', value: '1' } };
const VALIDATOR = { message: 'Validation Error.', data: { to: ['Not valid.'] } };
const POINTER = {
	source: { pointer: '/data/attributes/phone' },
	title: 'Bad',
	detail: 'Too short',
};
const WITH_FIELDS = { title: 'No', 'invalid-params': [{ name: 'to', reason: 'is too short' }] };
const FAST_API = { detail: [{ loc: ['body', 'calls', 0, 'to'], msg: 'field required' }] };
const ELSEWHERE = { fault: { info: { a: 'No more calls', b: [{ c: 'Buy more credits' }] } } };
const CODE_AND_SENTENCE = { message: 'LIMIT_REACHED', hint: { text: 'Buy more credits' } };
const EXCEPTION = { exception: 'Some Error', file: 'a b', trace: [{ file: 'c d' }] };

test.each<[string, unknown, string[], string?]>([
	['a message and a code', { message: 'No', code: 'N' }, ['No'], 'N'],
	['fields', { message: 'Invalid', errors: { a: ['1', '2'], b: '3' } }, ['a@1', 'a@2', 'b@3']],
	['objects', { errors: [{ field: 'a', message: '1' }, { message: '2' }, { x: 1 }] }, ['a@1', '2']],
	['a nested error about a field', { error: FIELD_IN_DETAILS }, ['to@No'], 'C'],
	['an error that is a sentence', { error: 'No' }, ['No'], 'No'],
	['a validator in data', VALIDATOR, ['to@Not valid.']],
	['violations', { violations: [{ propertyPath: 'to', message: 'No' }] }, ['to@No']],
	['a single string', ' No\n way ', ['No way']],
	['an empty string', '  ', []],
	['a number', 7, []],
	['a list', ['No'], ['No']],
	['RFC 9457 with fields', WITH_FIELDS, ['to@is too short']],
	['JSON:API', { errors: [POINTER] }, ['phone@Bad: Too short']],
	['FastAPI', FAST_API, ['calls.0.to@field required']],
	['a detail', { detail: 'Not found.' }, ['Not found.']],
	[
		'a validator object',
		{ to: ['Too short'], n: ['Is required'] },
		['to@Too short', 'n@Is required'],
	],
	['a validator object as message', { message: { to: ['Short'] } }, ['to@Short']],
	['a list as message', { message: ['to must be short'] }, ['to must be short']],
	['errors in data', { success: false, data: { errors: { to: ['Short'] } } }, ['to@Short']],
	['OAuth', { error: 'no_grant', error_description: 'No grant' }, ['No grant'], 'no_grant'],
	['a code next to a sentence', CODE_AND_SENTENCE, ['Buy more credits']],
	['sentences of another form', ELSEWHERE, ['No more calls. Buy more credits']],
	['an exception', EXCEPTION, []],
])('parses %s in an error body', (_name, body, texts, ...[code]) => {
	expect(parseErrorBody(body)).toEqual(read(texts, code));
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

test('keeps 50 messages and counts the others', () => {
	const said = (count: number) => Array.from({ length: count }, (_, index) => `Reason ${index}`);

	expect(parseErrorBody({ errors: said(50) })).toEqual({
		messages: said(50).map((text) => ({ text })),
	});
	const many = parseErrorBody({ errors: { name: said(60), other: [' ', {}, 'x'] } });
	expect(many).toEqual({
		messages: said(50).map((text) => ({ field: 'name', text })),
		more: 11,
	});
	expect(sentences(many)).toEqual([...said(50).map((text) => `name: ${text}`), '… and 11 more']);
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
