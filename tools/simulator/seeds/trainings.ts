import type { JsonObject } from '../contract';
import { SEED } from './ids';

/** A training or an action of the support agent. */
function taught(settings: JsonObject): JsonObject {
	const times = { created_at: '2026-01-15T10:30:00Z', updated_at: '2026-01-15T10:30:00Z' };
	return { agent_id: SEED.supportAgentId, ...settings, ...times };
}

export function trainings(): JsonObject[] {
	return [
		taught({
			id: SEED.trainingIds[0],
			node_id: 'product-knowledge',
			subject: 'Product Knowledge',
			instructions: 'Learn the features and pricing.',
			current_status: 'active',
		}),
		taught({
			id: SEED.trainingIds[1],
			node_id: 'opening-hours',
			subject: 'Opening Hours',
			instructions: 'We are open from Monday to Friday, 9 am to 6 pm.',
			current_status: 'inactive',
		}),
	];
}

export function actions(): JsonObject[] {
	const unset = { config: null, action_trigger: null, url: null, authorization_url: null };
	return [
		taught({
			id: SEED.actionIds[0],
			node_id: 'schedule-meeting',
			name: 'Schedule Meeting',
			label: 'Schedule Meeting',
			description: 'Schedule a meeting',
			type: 'webhook',
			input_schema: [{ name: 'date', type: 'string', required: true, description: 'Meeting date' }],
			...unset,
			url: 'https://api.example.com/schedule',
			current_status: 'active',
		}),
		taught({
			id: SEED.actionIds[1],
			node_id: 'human',
			name: 'Talk to a Human',
			label: 'Talk to a Human',
			description: 'Transfer the call to the office',
			type: 'transfer',
			input_schema: [],
			...unset,
			current_status: 'inactive',
		}),
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
