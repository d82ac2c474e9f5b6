import type { JsonObject } from '../contract';

export function campaigns(): JsonObject[] {
	return [];
}

export function campaignCalls(): JsonObject[] {
	return [];
}
