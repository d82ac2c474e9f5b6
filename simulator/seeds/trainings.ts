import type { JsonObject } from '../contract';

export function trainings(): JsonObject[] {
	return [];
}

export function actions(): JsonObject[] {
	return [];
}
