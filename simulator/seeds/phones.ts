import type { JsonObject } from '../contract';

export function releaseRequests(): JsonObject[] {
	return [];
}
