import type { JsonObject } from '../contract';
import type { State } from '../state';
import { newId } from '../state';

/** The only delivery whose content is documented, without the name of the agent. */
export function testPayload({ id, name, agent_id }: JsonObject): JsonObject {
	const webhook = { webhook_id: id, webhook_name: name };
	return { event: 'webhook.test', agent_id, ...webhook, test: true };
}

/** The log of a delivery. Nothing is sent anywhere: hosts below `.invalid` (RFC 2606) do not answer, all others do. */
export function delivery(webhook: JsonObject, content: JsonObject): JsonObject {
	const now = new Date().toISOString();
	const reached = !new URL(String(webhook.webhook_url)).hostname.endsWith('.invalid');
	const ending = reached
		? { status: 'success', http_status: 200, response_body: '', delivered_at: now }
		: { status: 'failed', error: 'Connection timeout' };
	const log = { id: newId(), webhook_id: webhook.id, attempt: 1, duration_ms: 150 };
	return { ...log, ...content, ...ending, created_at: now };
}

/** Delivers again what a log is of, and enters that as a log of its own. */
export function repeat(state: State, webhook: JsonObject, log: JsonObject): JsonObject {
	const { event, request_payload, attempt } = log;
	const payload = request_payload === undefined ? {} : { request_payload };
	const again = delivery(webhook, { event, ...payload, attempt: Number(attempt) + 1 });
	state.webhookLogs.unshift(again);
	return { log_id: again.id, original_log_id: log.id };
}
