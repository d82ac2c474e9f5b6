/** What is worth knowing of a webhook in most workflows. */
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
