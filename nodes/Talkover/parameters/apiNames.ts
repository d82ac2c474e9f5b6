import type { IDataObject } from 'n8n-workflow';

/**
 * camelCase parameters → the API's snake_case fields. Values left undefined are left out, because
 * Talkover tells "not given" from "empty".
 */
export function apiFields(values: Readonly<IDataObject>): IDataObject {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given.map(([name, value]) => [toSnakeCase(name), value]));
}

export function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
