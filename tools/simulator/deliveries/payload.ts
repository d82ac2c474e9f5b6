import { createHmac } from 'node:crypto';

import type { JsonObject } from '../contract';
import type { State } from '../state';

/** The form of signatures. Talkover only documents HMAC-SHA256. */
export interface SignatureForm {
	readonly header: string;
	readonly encoding: 'base64' | 'hex';
	/** The text before the digest. */
	readonly prefix: string;
}

export const DEFAULT_SIGNATURE: SignatureForm = {
	header: 'x-talkover-signature',
	encoding: 'hex',
	prefix: 'sha256=',
};

/**
 * The headers of a delivery. The effect of `authorization_scheme` isn't documented, and no field contains the
 * data that it would need, so it has none.
 *
 * @param body the body as it's sent, which is what is signed
 */
export function headersOf(
	{ custom_headers, webhook_secret }: JsonObject,
	body: string,
	{ header, encoding, prefix }: SignatureForm,
): Record<string, string> {
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	for (const { key, value } of (custom_headers ?? []) as { key: string; value: string }[]) {
		headers[key.toLowerCase()] = value;
	}
	if (typeof webhook_secret !== 'string' || webhook_secret === '') return headers;
	const digest = createHmac('sha256', webhook_secret).update(body).digest(encoding);
	return { ...headers, [header.toLowerCase()]: prefix + digest };
}

/** The body of an event as a webhook expects it: its template for the event, if it has one. */
export function payloadFor({ payload_templates }: JsonObject, body: JsonObject): JsonObject {
	const template = (payload_templates as Record<string, JsonObject> | null | undefined)?.[
		String(body.event)
	];
	if (template === undefined) return body;
	return filled(template, { ...body, call: { id: body.call_id } }) as JsonObject;
}

/** Replaces placeholders such as `{{call.id}}` with their values; those without a value stay unchanged. */
function filled(template: unknown, scope: JsonObject): unknown {
	if (typeof template === 'string') {
		return template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (placeholder, path: string) => {
			const value = valueAt(scope, path);
			return typeof value === 'string' || typeof value === 'number' ? String(value) : placeholder;
		});
	}
	if (Array.isArray(template)) return template.map((each) => filled(each, scope));
	if (typeof template !== 'object' || template === null) return template;
	const entries = Object.entries(template);
	return Object.fromEntries(entries.map(([name, value]) => [name, filled(value, scope)]));
}

function valueAt(scope: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) =>
				typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined,
			scope,
		);
}

/** The only documented body. */
export function testBody({ agents }: State, { id, name, agent_id }: JsonObject): JsonObject {
	return {
		event: 'webhook.test',
		agent_id,
		agent_name: agents.find((agent) => agent.id === agent_id)?.name,
		webhook_id: id,
		webhook_name: name,
		timestamp: new Date().toISOString(),
		test: true,
	};
}

/** "One synthetic event of a subscribed kind"; the documentation says no more. */
export function campaignTestBody({ id, name, campaign_id, events }: JsonObject): JsonObject {
	const [event] = events as string[];
	const webhook = { webhook_id: id, webhook_name: name };
	return { event, campaign_id, ...webhook, timestamp: new Date().toISOString(), test: true };
}
