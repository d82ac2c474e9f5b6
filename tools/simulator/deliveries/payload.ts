import { createHmac } from 'node:crypto';

import type { JsonObject } from '../contract';
import type { State } from '../state';

/**
 * The headers of a delivery. The effect of `authorization_scheme` isn't documented, and no field contains the
 * data that it would need, so it has none. Of the signature, only HMAC-SHA256 is documented.
 *
 * @param body the body as it's sent, which is what is signed
 */
export function headersOf(
	{ custom_headers, webhook_secret }: JsonObject,
	body: string,
): Record<string, string> {
	const headers: Record<string, string> = { 'content-type': 'application/json' };
	for (const { key, value } of (custom_headers ?? []) as { key: string; value: string }[]) {
		headers[key.toLowerCase()] = value;
	}
	if (typeof webhook_secret !== 'string' || webhook_secret === '') return headers;
	const digest = createHmac('sha256', webhook_secret).update(body).digest('hex');
	return { ...headers, 'x-talkover-signature': `sha256=${digest}` };
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
