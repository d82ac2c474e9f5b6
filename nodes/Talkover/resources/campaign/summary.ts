/** The fields of a simplified campaign. */
export const CAMPAIGN_SUMMARY = [
	'id',
	'name',
	'campaign_type',
	'status',
	'agent',
	'start_date',
	'end_date',
	'stats',
] as const;
