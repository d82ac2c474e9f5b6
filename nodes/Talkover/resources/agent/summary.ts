/** The fields of a simplified agent. */
export const AGENT_SUMMARY = [
	'id',
	'name',
	'label',
	'description',
	'language',
	'direction',
	'current_status',
	'is_ready_to_publish',
	'phone_numbers',
	'updated_at',
] as const;
