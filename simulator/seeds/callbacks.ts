import type { JsonObject } from '../contract';

export function callbackAgents(): JsonObject[] {
	return [];
}
