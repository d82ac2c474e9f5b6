import type { JsonObject } from '../contract';

export function webhooks(): JsonObject[] {
	return [];
}

export function webhookLogs(): JsonObject[] {
	return [];
}
