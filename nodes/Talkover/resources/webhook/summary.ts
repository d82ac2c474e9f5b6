/** The fields of a simplified webhook. */
export const WEBHOOK_SUMMARY = [
	'id',
	'agent_id',
	'campaign_id',
	'name',
	'webhook_url',
	'events',
	'enabled',
	'status',
	'include_call_events',
	'updated_at',
];
