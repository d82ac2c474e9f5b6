import { openContract, operationOf } from '../../tools/simulator/contract';
import { undocumentedNames } from '../../tools/simulator/undocumentedNames';

const contract = openContract();

/** A request of an operation. */
interface Sent {
	readonly body?: unknown;
	readonly query?: Record<string, string>;
}

const flow = (flow_config: object): Sent => ({ body: { flow_config } });
const RULE = { type: 'exception', date: '2024-12-25', available: false, timezone: 'UTC' };
const HEADERS = [{ key: 'a', value: 'b' }, { name: 'a' }, { name: 'b' }];
const TITLE = 'body.flow_config.meta.title';

test.each<[string, string, Sent, string[]]>([
	['a field', 'endCall', { body: { call_sid: 'a', callId: 'a' } }, ['body.callId']],
	['a parameter', 'listCalls', { query: { search: 'a', searching: 'a' } }, ['query.searching']],
	['a list', 'listCalendarEventsBatch', { query: { calendar_ids: 'a' } }, ['query.calendar_ids']],
	['a field without a documented body', 'publishAgent', { body: { now: true } }, ['body.now']],
	['a nested field', 'validateAgentFlow', flow({ meta: { title: 'a' } }), [TITLE]],
	[
		'a field in a list, once',
		'createWebhook',
		{ body: { custom_headers: HEADERS } },
		['body.custom_headers[].name'],
	],
	['a field that may be null', 'updateAgentFlow', flow({ node: [] }), ['body.flow_config.node']],
	['another alternative', 'createAvailabilityRule', { body: RULE }, ['body.timezone']],
	['a name that all objects have', 'endCall', { body: { constructor: 'a' } }, ['body.constructor']],
])('finds %s that the page of %s does not list', (_what, id, { body, query = {} }, names) => {
	expect(undocumentedNames(operationOf(contract, id), { query, body })).toEqual(names);
});

test.each<[string, string, Sent]>([
	['the variables of a call', 'makeCall', { body: { to: 'a', payload: { any: { name: 1 } } } }],
	['further settings of a step', 'validateAgentFlow', flow({ nodes: [{ action_id: 'a' }] })],
	['an alternative', 'createAvailabilityRule', { body: { type: 'recurring', timezone: 'UTC' } }],
	['a documented list', 'listCalendarEventsBatch', { query: { 'calendar_ids[]': 'a' } }],
	['paging', 'listTrainings', { query: { page: '2', per_page: '10' } }],
	['no body', 'publishAgent', {}],
])('accepts %s for %s', (_what, operationId, { body, query = {} }) => {
	expect(undocumentedNames(operationOf(contract, operationId), { query, body })).toEqual([]);
});
