import type { JsonObject } from '../contract';

/** IDs of the campaigns in the initial state. */
export const CAMPAIGN_IDS = {
	activeCampaignId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
	draftCampaignId: '3d813cbb-47fb-42ba-91df-831e1593ac29',
} as const;

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
		campaign(CAMPAIGN_IDS.activeCampaignId, {
			name: 'Q1 Outreach',
			description: 'Outbound sales campaign for Q1',
			campaign_type: 'sales',
			status: 'active',
			agent_id: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
			files: [
				{
					id: 'file-uuid-1',
					original_filename: 'contacts.csv',
					processed_filename: 'processed_contacts.csv',
					status: 'processed',
					total_records: 1000,
					processed_records: 950,
				},
			],
		}),
		campaign(CAMPAIGN_IDS.draftCampaignId, {
			name: 'Appointments',
			campaign_type: 'reminder',
			status: 'draft',
			agent_id: '16fd2706-8baf-433b-82eb-8c7fada847da',
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
		campaign_id: CAMPAIGN_IDS.activeCampaignId,
		retries: 0,
		created_at: '2026-01-05T14:00:00Z',
		...settings,
	};
}
