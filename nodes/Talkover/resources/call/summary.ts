/** The fields of a simplified call. */
export const CALL_SUMMARY = [
	'id',
	'sid',
	'to',
	'from',
	'direction',
	'status',
	'duration',
	'is_testing',
	'agent',
	'created_at',
] as const;
