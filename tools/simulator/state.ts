import { randomUUID } from 'node:crypto';

import type { JsonObject } from './contract';
import { SEED } from './seeds/ids';
import {
	availabilityRules,
	calendarEvents,
	calendarMembers,
	calendarProviders,
	calendars,
} from './seeds/calendars';
import { campaignCalls, campaigns } from './seeds/campaigns';
import { releaseRequests } from './seeds/phones';
import { actions, trainings } from './seeds/trainings';
import { agentVoice, voiceTemplates } from './seeds/voices';
import { webhookLogs, webhooks } from './seeds/webhooks';

export { SEED };

export interface Agent extends JsonObject {
	readonly id: string;
	name: string;
	label: string;
	direction: string;
	current_status: string;
	phone_numbers: JsonObject[];
	updated_at: string;
}

export interface FlowState {
	conversation_mode: string;
	flow_config: JsonObject | null;
}

export interface ActiveCall extends JsonObject {
	readonly id: string;
	readonly agent_id: string;
	readonly to: string;
	status: string;
}

/** All data of a simulated Talkover environment. */
export interface State {
	/** Tokens that are accepted in addition to the first one, as after issuing a new one. */
	readonly furtherTokens: string[];
	readonly agents: Agent[];
	readonly flows: Map<string, FlowState>;
	readonly phoneNumbers: JsonObject[];
	readonly calls: ActiveCall[];
	/** The milliseconds after which the lists show a call. */
	listLagMs: number;
	readonly trainings: JsonObject[];
	readonly actions: JsonObject[];
	readonly campaigns: JsonObject[];
	readonly campaignCalls: JsonObject[];
	readonly webhooks: JsonObject[];
	readonly webhookLogs: JsonObject[];
	readonly releaseRequests: JsonObject[];
	readonly voiceTemplates: JsonObject[];
	readonly callbackAgents: JsonObject[];
	readonly calendars: JsonObject[];
	readonly calendarMembers: JsonObject[];
	readonly calendarEvents: JsonObject[];
	readonly calendarProviders: JsonObject[];
	readonly availabilityRules: JsonObject[];
}

/** A few agents and numbers, and one call in progress. */
export function seededState(): State {
	const phoneNumbers = [
		phoneNumber(SEED.phoneNumberIds[0], '+1 234 567890', 'US'),
		phoneNumber(SEED.phoneNumberIds[1], '+1 987 654321', 'US'),
		phoneNumber(SEED.phoneNumberIds[2], '+49 30 901820', 'DE'),
	];
	const calls = [
		{
			id: 'call-uuid-1',
			agent_id: SEED.salesAgentId,
			to: SEED.busyPhone,
			status: 'answered',
			started_at: new Date(Date.now() - 42_000).toISOString(),
			duration_seconds: 42,
		},
	];
	return {
		furtherTokens: [],
		agents: seededAgents(phoneNumbers),
		flows: new Map(),
		phoneNumbers,
		calls,
		listLagMs: 0,
		trainings: trainings(),
		actions: actions(),
		campaigns: campaigns(),
		campaignCalls: campaignCalls(),
		webhooks: webhooks(),
		webhookLogs: webhookLogs(),
		releaseRequests: releaseRequests(),
		voiceTemplates: voiceTemplates(),
		callbackAgents: [{ agent_id: SEED.supportAgentId, source_agent_ids: [SEED.salesAgentId] }],
		calendars: calendars(),
		calendarMembers: calendarMembers(),
		calendarEvents: calendarEvents(),
		calendarProviders: calendarProviders(),
		availabilityRules: availabilityRules(),
	};
}

function seededAgents(phoneNumbers: readonly JsonObject[]): Agent[] {
	return [
		newAgent(SEED.supportAgentId, {
			name: 'SupportBot',
			label: 'Customer Support Agent',
			description: 'Handles customer inquiries',
			voice: agentVoice('voice-uuid-1', SEED.voiceTemplateId, 'Amy'),
			direction: 'inbound',
			current_status: 'published',
			is_ready_to_publish: true,
			phone_numbers: phoneNumbers.slice(0, 1).map(embeddedNumber),
		}),
		newAgent(SEED.salesAgentId, {
			name: 'Sales Outbound',
			label: 'Outbound Sales Agent',
			description: 'Calls leads back',
			voice: agentVoice('voice-uuid-2', 'voice-template-uuid-4', 'Brian'),
			direction: 'outbound',
			current_status: 'published',
			is_ready_to_publish: true,
			phone_numbers: phoneNumbers.slice(1, 2).map(embeddedNumber),
		}),
		newAgent(SEED.draftAgentId, { name: 'Reminder', label: 'Appointment Reminder' }),
	];
}

/** An agent as the API shows it: without some of the fields that were set at its creation. */
export function newAgent(id: string, settings: JsonObject): Agent {
	const now = new Date().toISOString();
	return {
		id,
		name: '',
		label: '',
		description: null,
		language: 'en-US',
		voice: null,
		initial_message: null,
		interrupt_sensitivity: 'medium',
		conversation_speed: 1,
		initial_message_delay: 0,
		ask_if_human_present_on_idle: false,
		direction: 'inbound',
		who_speaks_first: 'agent',
		current_status: 'draft',
		is_sandbox: false,
		is_ready_to_publish: false,
		created_at: now,
		updated_at: now,
		trainings: [],
		actions: [],
		phone_numbers: [],
		...settings,
	};
}

export function newId(): string {
	return randomUUID();
}

/** A number as part of an agent. */
export function embeddedNumber({
	id,
	number,
	country_code,
	formatted_number,
	current_status,
}: JsonObject): JsonObject {
	return { id, number, country_code, formatted_number, current_status };
}

function phoneNumber(id: string, international: string, country: string): JsonObject {
	const number = international.replaceAll(' ', '');
	const [, area = '', line = ''] = international.split(' ');
	return {
		id,
		number,
		country_code: country,
		formatted_number: `(${area}) ${line.slice(0, 3)}-${line.slice(3)}`,
		international_number: international,
		type: 'voice',
		has_voice: true,
		has_sms: true,
		has_mms: false,
		has_fax: false,
		has_whatsapp: false,
		current_status: 'active',
		is_sandbox: false,
		current_price: 1,
		currency: 'USD',
		renewal_date: '2026-12-15',
		auto_renewal: true,
		created_at: '2026-01-15T10:30:00Z',
		updated_at: '2026-01-15T10:30:00Z',
		monthly_renewal_cost: 1,
		days_until_monthly_renewal: 15,
		is_due_for_monthly_renewal: false,
	};
}
