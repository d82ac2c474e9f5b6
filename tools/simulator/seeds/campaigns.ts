import type { JsonObject } from '../contract';
import { SEED } from './ids';

/** The default values of a campaign (create-campaign page). */
export const CAMPAIGN_DEFAULTS = {
	description: null,
	end_date: null,
	initial_call_delay: 0,
	max_retries: 3,
	retry_cooldown_hours: 24,
	enable_post_completion_cooldown: false,
	post_completion_cooldown_hours: 168,
	success_cooldown_hours: 24,
	voicemail_cooldown_hours: 24,
	no_answer_cooldown_hours: 24,
	busy_cooldown_hours: 24,
	failed_cooldown_hours: 24,
	do_not_call_enabled: false,
	do_not_call_list_source: null,
	auto_add_to_dnc_enabled: false,
	auto_dnc_trigger_statuses: [],
	auto_dnc_trigger_errors: [],
};

export function campaigns(): JsonObject[] {
	return [
		campaign(SEED.activeCampaignId, {
			name: 'Q1 Outreach',
			description: 'Outbound sales campaign for Q1',
			campaign_type: 'sales',
			status: 'active',
			agent_id: SEED.salesAgentId,
			files: [
				{
					id: SEED.campaignFileId,
					original_filename: 'contacts.csv',
					processed_filename: 'processed_contacts.csv',
					status: 'processed',
					total_records: 1000,
					processed_records: 950,
				},
			],
		}),
		campaign(SEED.draftCampaignId, {
			name: 'Appointments',
			campaign_type: 'reminder',
			status: 'draft',
			agent_id: SEED.draftAgentId,
		}),
	];
}

function campaign(id: string, settings: JsonObject): JsonObject {
	return {
		id,
		...CAMPAIGN_DEFAULTS,
		files: [],
		start_date: '2026-01-05',
		days_of_week: [1, 2, 3, 4, 5],
		call_time_ranges: [{ start: '09:00', end: '17:00' }],
		timezone: 'America/New_York',
		created_at: '2026-01-02T10:30:00Z',
		updated_at: '2026-01-02T10:30:00Z',
		...settings,
	};
}

/** Calls of the active campaign: one that went through, one that failed, and one to come. */
export function campaignCalls(): JsonObject[] {
	return [
		campaignCall('campaign-call-1', { to: '+12195770001', status: 'completed', duration: 120 }),
		campaignCall('campaign-call-2', { to: '+12195770002', status: 'no-answer', retries: 1 }),
		campaignCall('campaign-call-3', { to: '+12195770003', status: 'queued' }),
	];
}

function campaignCall(id: string, settings: JsonObject): JsonObject {
	return {
		id,
		campaign_id: SEED.activeCampaignId,
		retries: 0,
		created_at: '2026-01-05T14:00:00Z',
		...settings,
	};
}
