import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { eventInHeaders } from '../../../nodes/Talkover/trigger/eventNames';
import { readBody } from '../../../nodes/Talkover/trigger/deliveries/body';
import { readDelivery } from '../../../nodes/Talkover/trigger/deliveries/deliveries';
import { SEED } from '../../../tools/simulator/state';
import { FOR_CAMPAIGN, forAgents } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

type Json = IDataObject;
type Form = (values: Json) => Json;

const EVENT = 'event_phone_call_ended';

/** The places in a body where the data of a call may be. */
const PLACES: readonly [string, Form][] = [
	['the top level', (values) => values],
	['call', (call) => ({ call })],
	['campaign_call', (call) => ({ campaign_call: call })],
	['data', (data) => ({ data })],
	['payload', (values) => ({ payload: { event: EVENT, ...values } })],
	['data.call', (call) => ({ data: { call } })],
	['data.campaign_call', (call) => ({ data: { campaign_call: call } })],
	['payload.call', (call) => ({ payload: { event: EVENT, call } })],
	['payload.campaign_call', (call) => ({ payload: { event: EVENT, campaign_call: call } })],
];

/** Those where the name of the event may be the only one. */
const PLACES_OF_EVENTS: readonly [string, Form][] = [
	...PLACES.filter(([place]) => !place.startsWith('payload')),
	['payload', (payload) => ({ payload })],
];

/** Notations of a value, and the expected result. */
const VALUES: readonly [string, Json, object][] = [
	['a call ID', { call_id: 'call-1' }, { callId: 'call-1' }],
	['a numeric call ID', { call_id: 12 }, { callId: '12' }],
	['the number 0 for a call ID', { call_id: 0 }, {}],
	['the text "null" for a call ID', { call_id: 'null', call: { id: '0' } }, {}],
	['no call ID beside one', { call_id: 0, call_sid: 'CA1' }, { callId: 'CA1' }],
	['a call ID with blanks', { call_id: ' call-1 ' }, { callId: 'call-1' }],
	['an agent ID', { agent_id: 'agent-1' }, { agentId: 'agent-1' }],
	['the SID of a call', { call_sid: 'CA1' }, { callId: 'CA1' }],
	['an agent', { agent: { id: 7, name: 'Support' } }, { agentId: '7' }],
	['a campaign ID', { campaign_id: 'campaign-1' }, { campaignId: 'campaign-1' }],
	['a campaign', { campaign: { id: 'campaign-1' } }, { campaignId: 'campaign-1' }],
	['a context', { context: { dealId: 7 } }, { context: { dealId: 7 } }],
	['an empty context', { context: {} }, { context: {} }],
	['a duration', { duration: 45 }, { durationSeconds: 45 }],
	['a duration of 0', { duration: 0 }, { durationSeconds: 0 }],
	['nothing of use', { call_id: null, agent_id: '', campaign_id: ' ' }, {}],
	['objects for IDs', { call_id: {}, agent_id: [1], campaign_id: true }, {}],
	['a context that is not an object', { context: 'Some text' }, {}],
	['a context that is a list', { context: [] }, {}],
];

test.each(VALUES)('%s is read', (_what, values, read) => {
	expect(readDelivery({ event: EVENT, ...values })).toEqual({ event: EVENT, test: false, ...read });
});

test.each(PLACES)('values at %s are found, and missing ones in other places', (_place, form) => {
	const unset = { call_id: null, agent_id: '', context: null, duration: '' };
	const values = { call_id: 1, agent_id: 2, campaign_id: 3, context: { a: 1 }, duration: 4 };
	const read = {
		callId: '1',
		agentId: '2',
		campaignId: '3',
		context: { a: 1 },
		durationSeconds: 4,
	};
	const elsewhere = form({}).data
		? { payload: { event: EVENT, call: values } }
		: { data: { call: values } };

	expect(readDelivery({ event: EVENT, ...form(values) })).toMatchObject(read);
	expect(readDelivery({ event: EVENT, ...form(unset), ...elsewhere })).toMatchObject(read);
});

test.each(PLACES_OF_EVENTS)('the name of an event at %s is found', (_place, form) => {
	for (const name of ['event', 'event_type', 'event_name']) {
		for (const event of [EVENT, 'a new event']) {
			expect(readDelivery(form({ [name]: event }))).toMatchObject({ event });
		}
	}
});

/** Forms of a body with values in an envelope that names the event itself. */
const ENVELOPES: readonly [string, Form][] = [
	['the top level', (values) => ({ event: EVENT, ...values })],
	['the top level beside data with it', (more) => ({ ...more, data: { event: EVENT } })],
	['an event with its name', (values) => ({ event: { name: EVENT, ...values } })],
	['data', (values) => ({ data: { event: EVENT, ...values } })],
	['data beside the same event', (more) => ({ event: EVENT, data: { event: EVENT, ...more } })],
	['payload', (values) => ({ payload: { event: EVENT, ...values } })],
	['payload beside it', (more) => ({ event: EVENT, payload: { event: EVENT, ...more } })],
	['payload with the type of the event', (values) => ({ payload: { type: EVENT, ...values } })],
	['payload beside a type', (more) => ({ type: 'webhook', payload: { event: EVENT, ...more } })],
	['payload with a new event', (values) => ({ payload: { event: 'a new event', ...values } })],
];

test.each(ENVELOPES)('%s is read as an envelope that names the event', (_where, form) => {
	for (const test of [true, 1, 'true', '1']) expect(readDelivery(form({ test })).test).toBe(true);
	for (const test of [false, 0, 'false', null, {}]) {
		expect(readDelivery(form({ test })).test).toBe(false);
	}
	expect(readDelivery(form({ call_id: 'call-1' })).callId).toBe('call-1');
});

/** What the variables of a call may be called as well. Each is sent alone, and all are sent together. */
const VARIABLES: readonly Json[] = [
	...[true, 'true', 1].map((test) => ({ test })),
	{ agent_id: SEED.salesAgentId },
	{ agent: { id: SEED.salesAgentId } },
	{ call_id: 'another call' },
	{ campaign_id: 'another campaign' },
	...['wedding', 'webhook.test', 'event_action'].map((event) => ({ event })),
	...['wedding', 'webhook.test', 'event_action'].map((type) => ({ type, test: true })),
	{ duration: 0 },
	{ context: { dealId: 'another deal' } },
	{
		test: true,
		agent_id: SEED.salesAgentId,
		call_id: 'another call',
		event: 'wedding',
		type: 'wedding',
		duration: 0,
		context: { dealId: 'another deal' },
	},
	{ test: true, event: 'webhook.test', call: { id: 'another call', test: true } },
];

/** Places where a delivery may contain the variables or the context of a call. */
const FREE_FORM: readonly [string, Form][] = [
	...['variables', 'context', 'metadata', 'payload', 'contact', 'agent'].flatMap(
		(name): [string, Form][] => [
			[name, (values) => ({ [name]: values })],
			[`call.${name}`, (values) => ({ call: { [name]: values } })],
			[`campaign_call.${name}`, (values) => ({ campaign_call: { [name]: values } })],
			[`data.${name}`, (values) => ({ data: { [name]: values } })],
			[`data.call.${name}`, (values) => ({ data: { call: { [name]: values } } })],
		],
	),
	['payload.variables', (values) => ({ payload: { variables: values } })],
	['payload.call', (values) => ({ payload: { call: values } })],
	['payload of an envelope', (values) => ({ payload: { event: EVENT, payload: values } })],
];

/** The ways of a body to name the event and the call outside of these places. */
const OUTSIDE: readonly Json[] = [
	{ event: EVENT },
	{ event_type: EVENT },
	{ type: EVENT },
	{ event: { name: EVENT } },
];

test.each(FREE_FORM)('variables in %s change nothing', (place, form) => {
	const own = { call_id: 'call-1', context: { dealId: 7 } };
	const read = { event: EVENT, callId: 'call-1', context: { dealId: 7 }, test: false };
	for (const named of OUTSIDE) {
		for (const variables of VARIABLES) {
			const isContext = place === 'context';
			const inside = form(variables);
			const body = isContext ? { ...named, ...own, ...inside } : { ...inside, ...named, ...own };
			const expected = isContext ? { ...read, context: variables } : read;

			expect(readDelivery(body)).toEqual(expected);
		}
	}
});

test.each<[string, Json]>([
	['data', { data: { event: EVENT, call_id: 'call-1' } }],
	['data with a type', { data: { type: EVENT, call_id: 'call-1' } }],
	['call', { call: { event: EVENT, id: 'call-1' } }],
	['data.call', { data: { call: { event: EVENT, id: 'call-1' } } }],
])('variables in payload change nothing if %s names the event', (_where, own) => {
	for (const payload of VARIABLES) {
		expect(readDelivery({ ...own, payload })).toEqual({
			event: EVENT,
			callId: 'call-1',
			test: false,
		});
	}
});

test.each<[string, Json]>([
	['call', { call: { test: true } }],
	['data that does not name the event', { data: { test: true } }],
	['data that names another event', { data: { event: 'wedding', test: true } }],
	['payload.call', { payload: { event: EVENT, call: { test: true } } }],
	['event that is an object without a name', { event: { test: true } }],
])('a test marker in %s does not make a delivery a test', (_where, body) => {
	expect(readDelivery({ event: EVENT, ...body }).test).toBe(false);
});

test.each(PLACES.filter(([place]) => place.endsWith('call')))(
	'the ID at %s is read as the ID of the call',
	(_place, form) => {
		expect(readDelivery(form({ id: 12 }))).toMatchObject({ callId: '12' });
		expect(readDelivery(form({ id: 12, call_id: 'call-1' }))).toMatchObject({ callId: 'call-1' });
	},
);

test.each<[string, Json, string | undefined]>([
	['data with the numbers of a call', { data: { id: 'c', to: '+12125550123' } }, 'c'],
	[
		'payload with event and number',
		{ payload: { event: EVENT, id: 'c', from: '+12125550123' } },
		'c',
	],
	['payload without an event', { payload: { id: 'c', to: '+12125550123' } }, undefined],
	['an event without a name', { event_type: EVENT, event: { call_id: 'c' } }, undefined],
	['data about something else', { data: { id: 'r', url: 'https://a.example' } }, undefined],
	['the body, which may be that of the delivery', { id: 'delivery-1', to: '+1' }, undefined],
	['the agent', { agent: { id: 'agent-1' } }, undefined],
	['a call that is its ID', { call: 'c' }, 'c'],
])('an ID of %s is recognized or ignored', (_what, body, callId) => {
	expect(readDelivery(body).callId).toBe(callId);
});

test.each<[string, Json, string]>([
	['type', { type: EVENT }, EVENT],
	['a type of its own', { type: 'call.finished' }, 'call.finished'],
	['type in data', { data: { type: EVENT } }, EVENT],
	['type beside an event in data', { type: EVENT, data: { event: 'wedding' } }, EVENT],
	['an event in payload beside a type', { type: 'webhook', payload: { event: EVENT } }, EVENT],
	['a type beside another text in payload', { type: 'x', payload: { event: 'wedding' } }, 'x'],
	['name in data', { data: { name: EVENT } }, EVENT],
	['an object with a name', { event: { name: EVENT } }, EVENT],
	['an object with an event', { event: { event: 'a new event' } }, 'a new event'],
	['event beside the type of the delivery', { type: 'webhook', event: EVENT }, EVENT],
	['an event in data beside a type', { type: 'webhook', data: { event: EVENT } }, EVENT],
	['a type beside the name of an agent', { type: 'x', data: { name: 'event planner' } }, 'x'],
	['the event of the body', { event: 'new', data: { event: EVENT, name: EVENT } }, 'new'],
	['the name of an agent', { data: { name: 'Support' } }, ''],
	['the type of a call', { call: { type: 'outbound' }, data: { type: 'inbound' } }, ''],
	['null', { event: null, type: '', data: { event: null } }, ''],
])('the event is read from %s', (_what, body, event) => {
	expect(readDelivery(body).event).toBe(event);
});

test.each<[string, Json, string]>([
	['no other name', { call_id: 'c' }, 'in-header'],
	['a type', { type: 'outbound' }, 'in-header'],
	['variables with a name', { payload: { event: 'wedding' } }, 'in-header'],
	['a name of its own', { event: EVENT }, EVENT],
])('a name of the event in a header counts beside a body with %s', (_what, body, event) => {
	expect(readDelivery(body, 'in-header', 'only').event).toBe(event);
	expect(readDelivery(body, undefined, 'only').event).toBe(
		event === 'in-header' ? (body.payload ? 'wedding' : 'only') : event,
	);
});

test('an empty context does not hide one that is elsewhere in the body', () => {
	const body = {
		context: {},
		data: { context: { dealId: 7 } },
		payload: { event: EVENT, context: { other: 1 } },
	};

	expect(readDelivery(body).context).toEqual({ dealId: 7 });
});

test('the test event is a test without a test marker', () => {
	expect(readDelivery({ event: 'webhook.test' }).test).toBe(true);
});

describe('deliveries are read in all forms', () => {
	const talkover = useSimulator();
	const ofAgents = forAgents(2);
	const trigger = useTrigger(talkover, ofAgents);

	beforeEach(async () => {
		await trigger.host.activate();
	});

	test.each<[string, Record<string, string>, string]>([
		['x-event-type', { 'x-event-type': ' event_action ' }, 'event_action'],
		['several headers', { 'x-a-event': 'push', 'x-event-name': 'event_action' }, 'event_action'],
		['no known header', { 'x-eventful': 'a', event: 'b', 'x-event': 'c d' }, EVENT],
		['a test', { 'X-Talkover-Event': 'webhook.test' }, 'webhook.test'],
	])('the event of a body without a name comes from %s', async (_what, headers, event) => {
		trigger.setOptions({ startOnTest: true });
		await trigger.deliver({ call_id: 'c' }, { headers });

		expect(trigger.started).toMatchObject([{ event, callId: 'c' }]);
	});

	test.each<[string, INodeParameters]>([
		['several events', { ...ofAgents, options: { otherEvents: 'event_action' } }],
		['the events of calls', { ...FOR_CAMPAIGN, options: { includeCallEvents: true } }],
	])('the event of a body without a name is empty if a webhook gets %s', async (_w, chosen) => {
		trigger.host.change({ parameters: chosen });
		await trigger.host.restart();
		await trigger.deliver({ call_id: 'c' });

		expect(trigger.started).toMatchObject([{ event: '' }]);
	});
});

const ID = '9007199254740993';

test.each<[string, object]>([
	[`{"event":"${EVENT}","call_id":${ID}}`, { callId: ID }],
	[`{"event":"${EVENT}","call":{"id":${ID}}}`, { callId: ID }],
	[JSON.stringify({ topic: EVENT, call_id: 'a' }), { callId: 'a' }],
	[JSON.stringify({ event: EVENT, metadata: { context: { a: 1 } } }), { context: { a: 1 } }],
])('a delivery is read exactly: %s', (text, values) => {
	const body = readBody(Buffer.from(text));

	expect(body.ok && readDelivery(body.value)).toMatchObject({ event: EVENT, ...values });
});

test.each(['ce-type', 'talkover-event', 'webhook-event', 'x-webhook-topic'])(
	'the name of an event is read from the header %s',
	(name) => {
		expect(eventInHeaders({ 'content-type': 'application/json', [name]: EVENT })).toBe(EVENT);
	},
);
