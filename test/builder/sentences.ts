import type { IDataObject } from 'n8n-workflow';

import type { JsonObject } from '../../tools/simulator/contract';
import type { State } from '../../tools/simulator/state';
import { SEED } from '../../tools/simulator/state';
import {
	AGENT_FROM_GITHUB,
	APPOINTMENT,
	CALL_TO_SLACK,
	CHAT_AGENT,
	HUBSPOT_LEAD,
	LOST_DEAL,
	OLD_DRAFTS,
	PORTUGUESE_AGENT,
	SHEET_TO_CAMPAIGN,
	STUCK_ORDER,
} from './authored';

/** A request that changes something or calls somebody, and that Talkover accepts. */
interface Sent {
	readonly operationId: string;
	/** Some of what it contains. */
	readonly body?: JsonObject;
	/** Its path. */
	readonly url?: string;
}

/** What somebody asks n8n's workflow builder for, and the workflow that it writes with what the node tells it. */
export interface Sentence {
	readonly asks: string;
	/** In the form of n8n's SDK, without its imports. */
	readonly code: string;
	/** What starts the workflow. */
	readonly items?: readonly IDataObject[];
	/** What n8n's own nodes return, by their names. */
	readonly gives?: Readonly<Record<string, readonly IDataObject[]>>;
	/** When it runs. Default: Monday, 10 a.m. in New York */
	readonly at?: number;
	readonly prepare?: (state: State) => void;
	/** The status in which the calls end. */
	readonly callsEnd?: string;
	/** In order. */
	readonly sends: readonly Sent[];
	/** Some of the parameters with which n8n's own nodes run, by their names. */
	readonly tells?: Readonly<Record<string, readonly object[]>>;
}

const AGENT = "agentId: { __rl: true, mode: 'list', value: '' }";

const node = (name: string, type: string, version: number, parameters: string) =>
	`node({ type: '${type}', version: ${version}, config: { name: '${name}', parameters: { ${parameters} } } })`;
const start = (name: string, type: string, version: number, parameters = '') =>
	`trigger({ type: '${type}', version: ${version}, config: { name: '${name}', parameters: { ${parameters} } } })`;
const talkover = (name: string, parameters: string) =>
	node(name, 'n8n-nodes-talkover.talkover', 1, parameters);
const chain = (...nodes: readonly string[]) =>
	`export default workflow('w', 'Workflow').add(${nodes.join(').to(')});`;

const PHONE = '+12125001234';
const LEAD = { id: '7', name: 'Ana', phone: '+1 (212) 500-1234', email: 'ana@example.com' };
const schedule = start('Every Morning', 'n8n-nodes-base.scheduleTrigger', 1.2);
const sheet = (name: string) =>
	node(name, 'n8n-nodes-base.googleSheets', 4.7, "resource: 'sheet', operation: 'read'");

/** As HubSpot's node returns a contact. */
const CONTACT = {
	vid: 151,
	properties: { firstname: { value: 'Ana' }, phone: { value: LEAD.phone } },
};
const ofHubspot = { items: [{ contactId: 151 }], gives: { 'Get Lead': [CONTACT] } };
const ORDER = { orderId: 'A7', customerName: 'Ana', phone: LEAD.phone, address: '1 Main Street' };
const ofShop = { items: [{ headers: {}, body: ORDER }] };
const AGENT_FILE = {
	name: 'Reception',
	language: 'pt-BR',
	description: 'Takes orders',
	initialMessage: 'Welcome to us',
};

/** The end of the seeded call, as the trigger returns it. */
const ended = (context: IDataObject): Pick<Sentence, 'items' | 'prepare'> => ({
	items: [
		{
			...{ event: 'event_phone_call_ended', callId: 'call-uuid-1', to: SEED.busyPhone },
			...{ from: '+1987654321', duration: 42, context, agentId: SEED.salesAgentId },
		},
	],
	prepare: ({ calls: [call] }) => {
		if (call) call.status = 'completed';
	},
});

const authored: readonly Sentence[] = [
	{
		asks: 'Call every new HubSpot lead within working hours and write the result back',
		code: HUBSPOT_LEAD,
		...ofHubspot,
		sends: [
			{
				operationId: 'makeCall',
				body: { to: PHONE, payload: { firstName: 'Ana' }, context: { hubspotContactId: '151' } },
			},
		],
		tells: {
			'Get Lead': [{ contactId: { value: 151 } }],
			'Write Call Result': [
				{
					metadata: { status: 'COMPLETED', toNumber: PHONE },
					additionalFields: { associations: { contactIds: 151 } },
				},
			],
		},
	},
	{
		asks: 'Call every new HubSpot lead within working hours, when a lead comes at night',
		code: HUBSPOT_LEAD,
		...ofHubspot,
		at: Date.UTC(2026, 0, 5, 3),
		sends: [],
		tells: { 'Write Call Result': [{ metadata: { status: 'CANCELED' } }] },
	},
	{
		asks: 'Call the customer of a stuck order, and confirm the order if the call is answered',
		code: STUCK_ORDER,
		...ofShop,
		sends: [
			{
				operationId: 'makeCall',
				body: {
					to: PHONE,
					payload: { customerName: 'Ana', orderId: 'A7', address: '1 Main Street' },
					context: { orderId: 'A7' },
				},
			},
		],
		tells: {
			'Mark Order as Confirmed': [{ columns: { value: { id: 'A7', status: 'confirmed' } } }],
		},
	},
	{
		asks: 'Call the customer of a stuck order, and tell the team if nobody answers',
		code: STUCK_ORDER,
		...ofShop,
		callsEnd: 'no-answer',
		sends: [{ operationId: 'makeCall' }],
		tells: {
			'Tell the Team': [
				{ text: `Order A7 could not be confirmed by phone: noAnswer, number ${LEAD.phone}` },
			],
		},
	},
	{
		asks: 'Build a Portuguese agent that answers questions about our opening hours',
		code: PORTUGUESE_AGENT,
		sends: [
			{ operationId: 'createAgent', body: { language: 'pt-BR', direction: 'inbound' } },
			{
				operationId: 'updateAgentVoice',
				body: { voice_id: SEED.voiceTemplateIdInPortuguese },
			},
			{ operationId: 'upsertTraining', body: { node_id: 'opening-hours' } },
			{
				operationId: 'updateAgentFlow',
				body: {
					conversation_mode: 'flow_driven',
					flow_config: {
						initial_node_id: 'greet',
						nodes: [
							{ id: 'greet', type: 'say', next: 'ask_need' },
							{ id: 'ask_need', type: 'ask', next: 'end' },
							{ id: 'end', type: 'end' },
						],
					},
				},
			},
			{ operationId: 'publishAgent' },
		],
	},
	{
		asks: 'Every morning, add the contacts of my sheet to my campaign, except those in my do-not-call sheet',
		code: SHEET_TO_CAMPAIGN,
		gives: {
			'Do Not Call List': [{ row_number: 2, phone: '+12125009999' }],
			Contacts: [
				{ row_number: 2, phone: PHONE },
				{ row_number: 3, phone: '+1 212 500 9999' },
			],
		},
		sends: [
			{
				operationId: 'makeCampaignCall',
				body: { to: PHONE, context: { rowNumber: '2' }, allow_duplicates: false },
			},
		],
	},
	{
		asks: 'After a call in which an appointment was agreed, book it',
		code: APPOINTMENT,
		...ended({ appointmentAt: '2026-01-06T15:00:00Z' }),
		sends: [
			{
				operationId: 'createCalendarEvent',
				body: {
					title: `Appointment with ${SEED.busyPhone}`,
					start_at: '2026-01-06T15:00:00Z',
					end_at: '2026-01-06T15:30:00Z',
				},
			},
		],
	},
	{
		asks: 'Let my chat assistant call people and say how the calls went',
		code: CHAT_AGENT,
		items: [
			{ tool: 'Make_Call', phone: PHONE },
			{ tool: 'Get_Call', callId: 'call-uuid-1' },
			{ tool: 'List_Calls', dateFrom: '2026-01-01', dateTo: '2026-01-05', number: '' },
		],
		sends: [{ operationId: 'makeCall', body: { to: PHONE } }],
	},
	{
		asks: 'When a call ends, post its number, duration and outcome to Slack',
		code: CALL_TO_SLACK,
		...ended({}),
		sends: [],
		tells: {
			'Send to Slack': [
				{ text: `Call ended\nNumber: ${SEED.busyPhone}\nDuration: 42 seconds\nOutcome: answered` },
			],
		},
	},
	{
		asks: 'Every night, delete draft agents that nobody has changed for 90 days',
		code: OLD_DRAFTS,
		prepare: ({ agents }) => {
			for (const agent of agents) agent.updated_at = '2025-09-01T00:00:00.000Z';
		},
		sends: [{ operationId: 'deleteAgent', url: `/api/v1/agents/${SEED.draftAgentId}` }],
	},
	{
		asks: 'Every night, delete draft agents that nobody has changed for 90 days, when all are new',
		code: OLD_DRAFTS,
		sends: [],
	},
	{
		asks: 'When a deal is lost, end the call with the contact',
		code: LOST_DEAL,
		items: [{ body: { phone: SEED.busyPhone } }],
		sends: [{ operationId: 'endCall', body: { call_sid: 'call-uuid-1' } }],
	},
	{
		asks: 'When a deal is lost, end the call with the contact, when there is none',
		code: LOST_DEAL,
		items: [{ body: { phone: PHONE } }],
		sends: [],
		tells: { 'No Call to End': [{}] },
	},
	{
		asks: 'Create or update an agent from a file in a GitHub repository and publish it',
		code: AGENT_FROM_GITHUB,
		gives: { 'Get Agent File': [AGENT_FILE] },
		sends: [
			{
				operationId: 'createAgent',
				body: { name: 'Reception', language: 'pt-BR', initial_message: 'Welcome to us' },
			},
			{ operationId: 'updateAgentVoice' },
			{ operationId: 'publishAgent' },
		],
	},
];

export const SENTENCES: readonly Sentence[] = [
	...authored,
	{
		asks: 'Every morning, call everybody in my sheet of appointments, except those in my do-not-call sheet, three at a time',
		code: chain(
			schedule,
			sheet('Do Not Call List'),
			sheet('Appointments'),
			talkover(
				'Confirm',
				`resource: 'call', operation: 'makeAndWait', ${AGENT}, phone: expr('{{ $json.phone }}'), rules: { doNotCall: expr("{{ $('Do Not Call List').all() }}") }, options: { callsAtOnce: 3 }`,
			),
		),
		items: [LEAD],
		sends: [],
	},
	{
		asks: 'Call a new lead at once, and let another workflow handle the result',
		code: chain(
			start('New Lead', 'n8n-nodes-base.webhook', 2.1, "httpMethod: 'POST', path: 'lead'"),
			talkover(
				'Call Lead',
				`resource: 'call', operation: 'make', ${AGENT}, phone: expr('{{ $json.phone }}'), contextFields: { context: [{ name: 'leadId', value: expr('{{ $json.id }}') }] }`,
			),
		),
		items: [LEAD],
		sends: [{ operationId: 'makeCall', body: { to: PHONE, context: { leadId: '7' } } }],
	},
	{
		asks: 'Check the phone numbers of new contacts without calling them',
		code: chain(
			start('New Contact', 'n8n-nodes-base.webhook', 2.1, "httpMethod: 'POST', path: 'contact'"),
			talkover(
				'Check Number',
				`resource: 'call', operation: 'check', phone: expr('{{ $json.phone }}')`,
			),
		),
		items: [LEAD],
		sends: [],
	},
	{
		asks: 'Every morning, summarize the calls of yesterday',
		code: chain(
			schedule,
			talkover('Get Calls', "resource: 'call', operation: 'getMany', returnAll: true"),
			node('Summarize', 'n8n-nodes-base.summarize', 1.1, 'fieldsToSummarize: { values: [] }'),
		),
		sends: [],
	},
];
