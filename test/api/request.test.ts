import { operation } from '../../nodes/Talkover/operation/operation';
import { object } from '../../nodes/Talkover/operation/answers/shapes';
import { encodePath } from '../../nodes/Talkover/api/request';
import { apiFields, toSnakeCase } from '../../nodes/Talkover/base/apiNames';
import { withFaults } from '../../nodes/Talkover/base/invalidInput';

test('each path segment is encoded once', () => {
	expect(encodePath(['agents', 'a b?c#d', 'active-call', '+12125550123'])).toBe(
		'/agents/a%20b%3Fc%23d/active-call/%2B12125550123',
	);
	expect(encodePath(['agents', '%2e%2e'])).toBe('/agents/%252e%252e');
});

test.each(['', ' ', '.', '..', ' .. ', '\ud800', 'a\udfffb'])('no path contains %j', (segment) => {
	expect(() => encodePath(['agents', segment])).toThrow(/is empty|must not be|invalid character/);
});

// An encoded slash would be one again where the server decodes the path before it looks for the route.
test.each(['a/b', 'a/../b', '/', '..\\agents', 'a\\b'])(
	'the path segment %j is rejected, because it contains a slash',
	(segment) => {
		expect(() => encodePath(['agents', segment])).toThrow('must not contain a slash');
	},
);

test('a path segment has at most 1,024 characters', () => {
	expect(encodePath(['x'.repeat(1_024)])).toHaveLength(1_025);
	expect(() => encodePath(['x'.repeat(1_025)])).toThrow('must not be longer than 1,024 characters');
});

test('fields are renamed for the API, and undefined fields are omitted', () => {
	expect(
		apiFields({
			phoneNumberIds: [],
			idleTimeSeconds: 0,
			label: undefined,
			name: '',
			flowConfig: null,
		}),
	).toStrictEqual({ phone_number_ids: [], idle_time_seconds: 0, name: '', flow_config: null });
});

test.each([
	['llmTemperature', 'llm_temperature'],
	['name', 'name'],
	['phoneNumberIds', 'phone_number_ids'],
])('the parameter %s becomes the field %s in the API', (parameter, field) => {
	expect(toSnakeCase(parameter)).toBe(field);
});

test('an operation cannot build a request to another route', () => {
	const job = operation({
		value: 'get',
		name: 'Get',
		action: 'Get thing',
		description: '',
		fields: [],
		request: () => ({ endpoint: 'getAgent', path: ['agents', '..'] }),
		data: object,
	}).prepare({}, {});

	expect(job).toEqual(withFaults([{ text: 'must not be ".."' }]));
});
