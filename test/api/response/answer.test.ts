import type { IDataObject } from 'n8n-workflow';

import {
	bodyOf,
	isConfirmation,
	isRejection,
	listIn,
	messageIn,
	namedListIn,
	parsedBody,
	thingIn,
} from '../../../nodes/Talkover/api/response/answer';
import { positionIn } from '../../../nodes/Talkover/api/response/position';

const AGENT = { id: 'a', name: 'A', data: null };

test.each<[string, unknown, unknown]>([
	['an empty text', '', {}],
	['null', null, {}],
	['text', 'OK', undefined],
	['an object with a byte order mark', '\uFEFF{"id":1}', { id: 1 }],
	['a web page', '<html></html>', undefined],
	['a list', [1], undefined],
])('a body that is %s is normalized', (_what, raw, body) => {
	expect(bodyOf(parsedBody(raw))).toEqual(body);
});

test.each<[string, IDataObject, unknown]>([
	['data', { success: true, data: AGENT }, AGENT],
	['call_id', { call_id: 'c', status: 'new' }, { id: 'c', call_id: 'c', status: 'new' }],
	['an empty ID next to call_id', { data: { id: '', call_id: 5 } }, { id: 5, call_id: 5 }],
	['a list of several', { data: [AGENT, AGENT] }, undefined],
	['neither id nor call_id', { name: 'A' }, { name: 'A' }],
	['a bare resource with an ID in data', { id: 'a', data: AGENT }, AGENT],
	['a bare resource without an ID', { data: { x: 1 }, color: 'red' }, { x: 1 }],
	['a sentence alone', { message: 'Updated' }, undefined],
	['a word in data', { data: 'created' }, undefined],
	['nothing', {}, undefined],
])('the resource is found in %s', (_what, body, thing) => {
	expect(thingIn(body)).toEqual(thing);
});

test.each<[string, IDataObject, boolean]>([
	['no body', {}, true],
	['success', { success: true }, true],
	['a sentence', { message: 'Done' }, true],
	['success without data', { success: true, message: 'Done', data: null, errors: null }, true],
	['empty data', { success: true, data: {} }, true],
	['a resource', { data: AGENT }, false],
	['an ID', { data: 7 }, false],
])('a response with %s is classified as a confirmation or not: %#', (_what, body, confirms) => {
	expect(isConfirmation(body)).toBe(confirms);
});

test.each<[string, IDataObject, boolean]>([
	['success: false', { success: false, data: AGENT }, true],
	['an error object', { error: { message: 'No' } }, true],
	['an error as text', { error: 'No' }, true],
	['errors of fields', { message: 'Invalid', errors: { name: ['Required'] } }, true],
	['an error that is null', { error: null, id: 'a' }, false],
	['an empty error', { error: {}, errors: [], message: 'Done' }, false],
	['the error field of a resource', { id: 'a', error: 'HTTP 500' }, false],
	['an error next to a field', { is_healthy: false, error: 'Timeout' }, true],
	['an error next to data', { data: AGENT, error: 'Old' }, false],
	['an error next to a scalar in data', { data: 7, error: 'Old' }, false],
	['success: null', { success: null }, false],
	['success: 0 as text', { success: '0' }, true],
	['error: false', { error: false, message: 'Done' }, false],
	['errors next to a field', { valid: false, errors: ['No'] }, true],
	['the state of something else', { state: 'failed', synced_at: 'today' }, false],
	['the code of something else', { code: 'BRL', amount: 5 }, false],
	['an error field inside data', { success: true, data: { error: 'No', x: 1 } }, false],
	['errors next to an empty list', { errors: ['Timeout'], data: [] }, true],
	['an error next to an empty object', { error: { code: 'X' }, data: {} }, true],
	['a blank error', { error: ' ', message: 'Done' }, false],
	['an error that is an empty list', { error: [], message: 'Done' }, false],
])('a response with %s is classified as a failure or not: %#', (_what, body, fails) => {
	expect(isRejection(body)).toBe(fails);
});

const LIST = [{ id: 1 }, { id: 2 }];

test.each<[string, IDataObject, unknown]>([
	['its name in data', { data: { webhooks: LIST, available_events: ['a'] } }, LIST],
	['its name next to another list', { data: { events: [{ id: 3 }], webhooks: LIST } }, LIST],
	['an empty list', { data: { webhooks: [] } }, []],
	['nothing', {}, undefined],
	['a resource with a list field', { id: 'a', tags: [] }, undefined],
	['a list of texts', { data: ['a'] }, undefined],
	['an object with numbers for keys, and others', { data: { 0: LIST[0], x: LIST[1] } }, undefined],
])('the list is found in %s', (_what, body, list) => {
	expect(listIn(body, 'webhooks')).toEqual(list);
});

test('a list without a name of its own is in data, or in data within data', () => {
	expect(listIn({ success: true, data: LIST }, 'data')).toEqual(LIST);
	expect(listIn({ success: true, data: { data: LIST, total: 2 } }, 'data')).toEqual(LIST);
	expect(listIn({ items: LIST }, 'data')).toBeUndefined();
	expect(listIn({ data: { items: LIST } }, 'data')).toBeUndefined();
	expect(listIn({ data: null }, 'data')).toBeUndefined();
	expect(listIn({ data: [null] }, 'data')).toBeUndefined();
});

test('a message is a text that is not blank', () => {
	expect(messageIn({ message: 'Done' })).toBe('Done');
	expect(messageIn({ message: ' ' })).toBeUndefined();
	expect(messageIn({ message: 7 })).toBeUndefined();
});

test.each<[IDataObject, unknown]>([
	[{ tags: LIST }, LIST],
	[{ tags: null }, []],
	[{ tags: {} }, undefined],
	[{}, undefined],
])('the list of tags in %j is found', (thing, list) => {
	expect(namedListIn(thing, 'tags')).toEqual(list);
});

const POSITION = { lastPage: 3, total: 55, perPage: 20 };
const BLOCK = { current_page: 1, last_page: 3, per_page: 20, total: 55 };
const TEXT = { current_page: '1', last_page: '3', per_page: '20', total: '55' };

test.each<[string, IDataObject, object]>([
	['meta', { data: LIST, meta: BLOCK }, POSITION],
	['pagination', { data: LIST, pagination: BLOCK }, POSITION],
	['the top level', { data: LIST, ...BLOCK }, POSITION],
	['data', { data: { ...BLOCK, data: LIST } }, POSITION],
	['text', { data: LIST, meta: TEXT }, POSITION],
	['a total and a page size', { meta: { per_page: 20, total: 55 } }, POSITION],
	['a page size of 0', { meta: { per_page: 0, total: 55 } }, { total: 55, perPage: 0 }],
	['a link', { data: LIST, links: { next: 'https://t.test/a?page=2' } }, { hasNext: true }],
	['an empty link', { data: LIST, links: { next: null } }, { hasNext: false }],
	['next_page_url', { data: LIST, next_page_url: 'https://t.test/a?page=2' }, { hasNext: true }],
	['next_page_url in data', { data: { data: LIST, next_page_url: null } }, { hasNext: false }],
	['words', { meta: { last_page: 'many', total: -1 } }, {}],
	['nothing', { data: LIST }, {}],
	['a page of a list without a size', { total: 2, current_page: 1 }, { total: 2, isPaged: true }],
	['a count of this response', { total: 2 }, { total: 2 }],
	['one link of two', { links: { next: null }, next_page_url: 'x' }, { hasNext: true }],
])('the position in a list is found in %s', (_what, body, position) => {
	expect(positionIn(body)).toEqual(position);
});
