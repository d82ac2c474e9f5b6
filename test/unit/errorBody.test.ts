import { parseErrorBody } from '../../nodes/Talkover/api/errorBody';

test.each<[string, unknown, ReturnType<typeof parseErrorBody>]>([
	['a message', { success: false, message: 'No' }, { messages: [{ text: 'No' }] }],
	['a message and a code', { message: 'No', code: 'N' }, { code: 'N', messages: [{ text: 'No' }] }],
	[
		'field messages, which make the general one superfluous',
		{ message: 'Invalid', errors: { a: ['1', '2'], b: '3' } },
		{
			messages: [
				{ field: 'a', text: '1' },
				{ field: 'a', text: '2' },
				{ field: 'b', text: '3' },
			],
		},
	],
	['a list of sentences', { errors: ['1', '2'] }, { messages: [{ text: '1' }, { text: '2' }] }],
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
	['an error in words', { error: 'No' }, { code: 'No', messages: [{ text: 'No' }] }],
	['an error code', { error: 'C', message: 'No' }, { code: 'C', messages: [{ text: 'No' }] }],
	['a string', ' No\n way ', { messages: [{ text: 'No way' }] }],
	['an empty string', '  ', { messages: [] }],
	['nothing', undefined, { messages: [] }],
	['null', null, { messages: [] }],
	['a number', 7, { messages: [] }],
	['a list', ['No'], { messages: [] }],
	['something else', { fault: { text: 'No' } }, { messages: [] }],
	['empty errors', { message: 'No', errors: {} }, { messages: [{ text: 'No' }] }],
])('%s', (_name, body, parsed) => {
	expect(parseErrorBody(body)).toEqual(parsed);
});

test('a message of any length stays readable', () => {
	const [message] = parseErrorBody({ message: 'x'.repeat(5000) }).messages;

	expect(message?.text).toHaveLength(501);
});
