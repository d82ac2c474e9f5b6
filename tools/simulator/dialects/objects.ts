import type { JsonObject } from '../contract';

/** Fields defined by users and their flows: neither their names nor the IDs in them are Talkover's. */
export const OWN_FIELDS: ReadonlySet<string> = new Set([
	...['available_events', 'config', 'context', 'custom_headers', 'flow_config', 'metadata'],
	...['payload_templates', 'request_payload', 'variables'],
]);

export function isRecord(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A copy in which objects are changed, the innermost first.
 *
 * @param change receives each object and its key
 * @param skips keys whose values stay unchanged
 */
export function mapObjects(
	value: unknown,
	change: (object: JsonObject, key: string) => JsonObject,
	skips: ReadonlySet<string> = new Set(),
	key = '',
): unknown {
	if (Array.isArray(value)) return value.map((each) => mapObjects(each, change, skips, key));
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([name, inner]) => [
		name,
		skips.has(name) ? inner : mapObjects(inner, change, skips, name),
	]);
	return change(Object.fromEntries(entries) as JsonObject, key);
}
