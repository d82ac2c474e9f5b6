import type { JsonObject } from '../contract';

export function voiceTemplates(): JsonObject[] {
	return [];
}
