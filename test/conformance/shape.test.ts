import { deviationsIn, judge } from '../../tools/conformance/compare';
import { formOf } from '../../tools/conformance/form';
import type { Vocabulary } from '../../tools/conformance/shape';
import { shapeOf, vocabularyOf } from '../../tools/conformance/shape';
import { openContract, operationOf } from '../../tools/simulator/contract';

let vocabulary: Vocabulary;
beforeAll(async () => {
	vocabulary = vocabularyOf(openContract());
});

const shape = (value: unknown) => shapeOf(value, vocabulary);

test.each([
	[null, 'null'],
	[true, 'boolean'],
	[3, 'integer'],
	[0.5, 'number'],
	['', 'empty text'],
	['550e8400-e29b-41d4-a716-446655440000', 'uuid'],
	['2', 'number as text'],
	['2026-01-31', 'date'],
	['2026-01-31T10:00:00Z', 'date-time'],
	['2026-01-31 10:00:00', 'date-time'],
	['https://example.com/a', 'url'],
	['Maria', 'text'],
	[[], 'empty list'],
	[{}, 'empty object'],
])('the shape of %j is %j', (value, expected) => {
	expect(shape(value)).toBe(expected);
});

test('the shape of a list has the fields of all elements and an approximate count', () => {
	const agents = [
		{ id: 1, name: 'a', label: null },
		{ id: '2', name: 'b', voice: { id: 'x' } },
	];

	expect(shape(agents)).toEqual({
		'list of 2 to 9': {
			id: 'integer | number as text',
			name: 'text',
			'label?': 'null',
			'voice?': { id: 'text' },
		},
	});
	expect(shape(Array(10).fill('a'))).toEqual({ 'list of 10 or more': 'text' });
});

test('the fields of an object whose keys are data are shown as one', () => {
	const byId = { 'agent-1': { name: 'a' }, '550e8400-e29b-41d4-a716-446655440000': { name: 'b' } };

	expect(shape(byId)).toEqual({ '*': { name: 'text' } });
	expect(shape({ maria_silva: 1 })).toEqual({ '*': 'integer' });
});

test('the keys of objects without a schema are never shown, even if they are names of fields', () => {
	expect(shape({ id: '1', context: { name: 'x', maria_silva: [1] } })).toEqual({
		id: 'number as text',
		context: { '*': 'list | text' },
	});
});

test('an undocumented field is shown if the object also has documented fields', () => {
	expect(shape({ id: 1, new_field: 2, 'João Silva': 3, maria1990: 4 })).toEqual({
		id: 'integer',
		new_field: 'integer',
		'*': 'integer',
	});
});

const AGENT = { id: 1, name: 'Bot' };

test.each([
	['', 'empty'],
	[AGENT, 'bare'],
	[[AGENT], 'bare list'],
	[{ success: true, message: 'Done' }, 'message only'],
	[{ success: true, data: AGENT }, 'data'],
	[{ data: AGENT }, 'data without success'],
	[{ success: true, data: { data: AGENT } }, 'data in data'],
	[{ success: true, data: [], pagination: {} }, 'data + pagination'],
	[{ data: [], meta: {}, links: {} }, 'data without success + links + meta'],
	[{ current_page: 1, data: [], total: 0 }, 'paginator'],
	[{ success: true, data: { current_page: 1, data: [] } }, 'paginator in data'],
	[{ data: [], next_page_url: null }, 'paginator'],
	[{ success: true, data: AGENT, api_version: 2 }, 'data + other fields'],
	[{ id: 1, data: 'A field' }, 'bare'],
	[{ error: 'No' }, 'error'],
	[{ success: true, campaign_call: AGENT }, 'success and fields'],
])('the form of %j is "%s"', (body, form) => {
	expect(formOf({ body: body === '' ? '' : JSON.stringify(body) })).toBe(form);
});

test.each([
	['<!doctype html>', 'text/html', 'web page'],
	['Bad Gateway', 'text/plain', 'text'],
])('the body %j is classified as not being JSON', (body, contentType, form) => {
	expect(formOf({ body, contentType })).toBe(form);
});

test('deviations are reported by path and type, without indexes, values and keys that are data', () => {
	const api = openContract();
	const agent = { id: 7, name: 'Maria', trainings: [{ id: 1 }, { id: 2 }] };
	const body = { success: 'yes', data: agent };
	const { errors } = api.validateResponse(body, operationOf(api, 'getAgent'), 200);

	const deviations = deviationsIn(errors ?? [], body, vocabulary);

	expect(deviations).toContain('success must be boolean, is text');
	expect(deviations).toContain('data.id must be string, is integer');
	expect(deviations).toContain('data.trainings[].id must be string, is integer');
	expect(new Set(deviations).size).toBe(deviations.length);
	expect(deviations.join('\n')).not.toContain('Maria');
});

test('a success with another status is compared with the documented success', () => {
	const api = openContract();
	const created = { method: 'POST', path: '/agents', contentType: 'application/json' };
	const known = "status 200 isn't documented, only 201, 401, 422, 429";

	const bare = judge(api, vocabulary, { ...created, status: 200, body: '{"id":"1"}' });
	const empty = judge(api, vocabulary, { ...created, status: 204, body: '' });

	expect(bare).toMatchObject({ operationId: 'createAgent', path: '/agents', form: 'bare' });
	expect(bare.deviations).toEqual(expect.arrayContaining([known, 'data is missing']));
	expect(empty).toMatchObject({ form: 'empty', deviations: [known.replace('200', '204')] });
});
