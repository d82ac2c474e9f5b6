/** What is worth knowing of a campaign in most workflows. */
export const CAMPAIGN_SUMMARY = [
	'id',
	'name',
	'campaign_type',
	'status',
	'agent',
	'start_date',
	'end_date',
	'stats',
];
