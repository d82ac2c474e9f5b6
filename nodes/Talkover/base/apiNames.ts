import type { IDataObject } from 'n8n-workflow';
import { defined } from './collections/defined';

/**
 * Converts camelCase parameters to the API's snake_case fields. Undefined values are left out, because
 * Talkover distinguishes missing fields from empty ones.
 */
export function apiFields(values: Readonly<IDataObject>): IDataObject {
	const fields: [string, IDataObject[string]][] = [];
	for (const [name, value] of Object.entries(defined(values))) {
		fields.push([toSnakeCase(name), value]);
	}
	return Object.fromEntries(fields);
}

/** A name without its case and separators: `customHeaders`, `custom_headers` and `Custom-Headers` are the same. */
export function plainName(name: string): string {
	return name.replace(/[^a-z\d]/gi, '').toLowerCase();
}

export function toSnakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
