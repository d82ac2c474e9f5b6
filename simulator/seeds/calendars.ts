import type { JsonObject } from '../contract';

export function calendars(): JsonObject[] {
	return [];
}

export function calendarMembers(): JsonObject[] {
	return [];
}

export function calendarEvents(): JsonObject[] {
	return [];
}

export function calendarProviders(): JsonObject[] {
	return [];
}

export function availabilityRules(): JsonObject[] {
	return [];
}
