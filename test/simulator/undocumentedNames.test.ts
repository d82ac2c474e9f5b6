import { openContract, operationOf } from '../../simulator/contract';
import { undocumentedNames } from '../../simulator/undocumentedNames';

const contract = openContract();

test.each<[string, string, { body?: unknown; query?: Record<string, string> }, string[]]>([
	['a field', 'endCall', { body: { call_sid: 'a', callId: 'a' } }, ['body.callId']],
	['a parameter', 'listCalls', { query: { search: 'a', searching: 'a' } }, ['query.searching']],
	[
		'a list as a parameter',
		'listCalendarEventsBatch',
		{ query: { calendar_ids: 'a' } },
		['query.calendar_ids'],
	],
	['a field without a documented body', 'publishAgent', { body: { now: true } }, ['body.now']],
	[
		'a nested field',
		'validateAgentFlow',
		{ body: { flow_config: { meta: { title: 'a' } } } },
		['body.flow_config.meta.title'],
	],
	[
		'a field in a list, once',
		'createWebhook',
		{ body: { custom_headers: [{ key: 'a', value: 'b' }, { name: 'a' }, { name: 'b' }] } },
		['body.custom_headers[].name'],
	],
	[
		'a field that may be null',
		'updateAgentFlow',
		{ body: { flow_config: { node: [] } } },
		['body.flow_config.node'],
	],
	[
		'a field of another alternative',
		'createAvailabilityRule',
		{ body: { type: 'exception', date: '2024-12-25', available: false, timezone: 'UTC' } },
		['body.timezone'],
	],
	['a name that all objects have', 'endCall', { body: { constructor: 'a' } }, ['body.constructor']],
])(
	'finds %s that the page of %s does not list',
	(_what, operationId, { body, query = {} }, names) => {
		expect(undocumentedNames(operationOf(contract, operationId), { query, body })).toEqual(names);
	},
);

test.each<[string, string, { body?: unknown; query?: Record<string, string> }]>([
	['the variables of a call', 'makeCall', { body: { to: 'a', payload: { any: { name: 1 } } } }],
	[
		'further settings of a step',
		'validateAgentFlow',
		{ body: { flow_config: { nodes: [{ action_id: 'a' }] } } },
	],
	[
		'a field of an alternative',
		'createAvailabilityRule',
		{ body: { type: 'recurring', timezone: 'UTC' } },
	],
	['a documented list', 'listCalendarEventsBatch', { query: { 'calendar_ids[]': 'a' } }],
	['paging', 'listTrainings', { query: { page: '2', per_page: '10' } }],
	['no body', 'publishAgent', {}],
])('accepts %s for %s', (_what, operationId, { body, query = {} }) => {
	expect(undocumentedNames(operationOf(contract, operationId), { query, body })).toEqual([]);
});
