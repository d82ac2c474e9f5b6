import type { JsonObject } from '../contract';

/** IDs of the connections to phone carriers. */
export const SIP_IDS = {
	/** Healthy, with one number. */
	sipTrunkId: 'trunk-uuid-1',
	/** It can't be reached, and has no numbers. */
	unhealthySipTrunkId: 'trunk-uuid-2',
} as const;

/** Including the password, which is never shown. */
export function sipTrunks(): JsonObject[] {
	return [
		trunk(SIP_IDS.sipTrunkId, {
			name: 'Primary Carrier US',
			provider_name: 'carrier-x',
			domain: 'sip.carrier-x.com',
			health_status: 'healthy',
		}),
		trunk(SIP_IDS.unhealthySipTrunkId, {
			name: 'Backup Carrier',
			provider_name: 'carrier-y',
			domain: 'sip.carrier-y.com',
			health_status: 'unhealthy',
		}),
	];
}

function trunk(id: string, settings: JsonObject): JsonObject {
	return {
		id,
		transport: 'tls',
		username: 'user_42',
		password: 'seeded-password',
		port: 5061,
		outbound_proxy: null,
		auth_realm: null,
		is_active: true,
		is_verified: true,
		last_health_check_at: '2026-01-15T14:30:00Z',
		created_at: '2026-01-01T10:00:00Z',
		updated_at: '2026-01-15T14:30:00Z',
		...settings,
	};
}

export function sipNumbers(): JsonObject[] {
	return [
		{
			id: 'phone-uuid-4',
			trunk_id: SIP_IDS.sipTrunkId,
			number: '+12135230000',
			country_code: 'US',
			formatted_number: '(555) 123-0000',
		},
	];
}
