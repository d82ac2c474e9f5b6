import type { JsonObject } from '../contract';

const times = { created_at: '2026-01-15T10:30:00Z', updated_at: '2026-01-15T10:30:00Z' };

export function trainings(agentId: string): JsonObject[] {
	return [
		{
			id: 'training-uuid-1',
			agent_id: agentId,
			node_id: 'product-knowledge',
			subject: 'Product Knowledge',
			instructions: 'Learn the features and pricing.',
			current_status: 'active',
			...times,
		},
		{
			id: 'training-uuid-2',
			agent_id: agentId,
			node_id: 'opening-hours',
			subject: 'Opening Hours',
			instructions: 'We are open from Monday to Friday, 9 am to 6 pm.',
			current_status: 'inactive',
			...times,
		},
	];
}

export function actions(agentId: string): JsonObject[] {
	return [
		{
			id: 'action-uuid-1',
			agent_id: agentId,
			node_id: 'schedule-meeting',
			name: 'Schedule Meeting',
			label: 'Schedule Meeting',
			description: 'Schedule a meeting',
			type: 'webhook',
			input_schema: [{ name: 'date', type: 'string', required: true, description: 'Meeting date' }],
			config: null,
			action_trigger: null,
			url: 'https://api.example.com/schedule',
			authorization_url: null,
			current_status: 'active',
			...times,
		},
		{
			id: 'action-uuid-2',
			agent_id: agentId,
			node_id: 'human',
			name: 'Talk to a Human',
			label: 'Talk to a Human',
			description: 'Transfer the call to the office',
			type: 'transfer',
			input_schema: [],
			config: null,
			action_trigger: null,
			url: null,
			authorization_url: null,
			current_status: 'inactive',
			...times,
		},
	];
}

export function actionIntegrations(): JsonObject[] {
	return [
		{
			identifier: 'calendar',
			display_name: 'Calendar',
			description: 'Create events during a call.',
			category: 'scheduling',
			icon_url: 'https://app.talkover.ai/integrations/icons/calendar.svg',
		},
		{ identifier: 'crm', display_name: 'CRM', category: 'data' },
	];
}
