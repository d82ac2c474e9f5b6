/** Fields defined by users and their flows: neither their names nor the IDs in them are Talkover's. */
export const OWN_FIELDS = [
	'available_events',
	'config',
	'context',
	'custom_headers',
	'flow_config',
	'metadata',
	'payload_templates',
	'request_payload',
	'variables',
] as const;
