import type { IDataObject } from 'n8n-workflow';

import type { JsonObject } from '../../tools/simulator/contract';
import type { State } from '../../tools/simulator/state';
import { SEED } from '../../tools/simulator/state';
import { APPOINTMENT, CHAT_AGENT, HUBSPOT_LEAD, PORTUGUESE_AGENT } from './authored';

/** A request that changes something or calls somebody, and that Talkover accepts. */
interface Sent {
	readonly operationId: string;
	/** Some of what it contains. */
	readonly body?: JsonObject;
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
	readonly prepare?: (state: State) => void;
	/** In order. */
	readonly sends: readonly Sent[];
	/** Some of the parameters with which n8n's own nodes run, by their names. */
	readonly tells?: Readonly<Record<string, readonly object[]>>;
}

const PHONE = '+12125001234';

/** As HubSpot's node returns a contact. */
const CONTACT = {
	vid: 151,
	properties: { firstname: { value: 'Ana' }, phone: { value: '+1 (212) 500-1234' } },
};

export const SENTENCES: readonly Sentence[] = [
	{
		asks: 'Call every new HubSpot lead within working hours and write the result back',
		code: HUBSPOT_LEAD,
		items: [{ contactId: 151 }],
		gives: { 'Get Lead': [CONTACT] },
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
		asks: 'After a call in which an appointment was agreed, book it',
		code: APPOINTMENT,
		items: [
			{
				...{ event: 'event_phone_call_ended', callId: 'call-uuid-1', to: SEED.busyPhone },
				...{ from: '+1987654321', duration: 42, agentId: SEED.salesAgentId },
				context: { appointmentAt: '2026-01-06T15:00:00Z' },
			},
		],
		prepare: ({ calls: [call] }) => {
			if (call) call.status = 'completed';
		},
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
];
