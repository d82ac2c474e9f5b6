import { STATUS_CODES } from 'node:http';

import type { JsonObject } from '../contract';

export interface Message {
	readonly url: string;
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly timeoutMs: number;
}

/** The result of an attempt, in the fields of a log. */
export interface Outcome extends JsonObject {
	readonly status: 'failed' | 'success';
	readonly duration_ms: number;
	readonly http_status?: number;
	readonly error?: string;
}

/**
 * Sends to this machine, and only simulates deliveries to other hosts, because a simulator must not reach
 * real ones. Hosts below `.invalid` (RFC 2606) don't respond, and all others do.
 *
 * @param signal aborts the attempt
 */
export function post(message: Message, signal: AbortSignal): Outcome | Promise<Outcome> {
	if (isLoopback(message.url)) return send(message, signal);
	return new URL(message.url).hostname.endsWith('.invalid')
		? { status: 'failed', error: 'Connection timeout', duration_ms: 150 }
		: delivered({ http_status: 200, response_body: '', duration_ms: 150 });
}

/** Whether an address is on this machine. `URL` normalizes each address to one notation. */
export function isLoopback(url: string): boolean {
	return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

async function send(
	{ url, timeoutMs, method, headers, body }: Message,
	signal: AbortSignal,
): Promise<Outcome> {
	const start = performance.now();
	const duration = () => ({ duration_ms: Math.round(performance.now() - start) });
	try {
		const response = await fetch(url, {
			method,
			headers,
			body,
			signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]),
			// A redirect might lead away from this machine.
			redirect: 'manual',
		});
		const text = await response.text();
		const { status: http_status, statusText } = response;
		if (!response.ok) {
			const error = statusText || (STATUS_CODES[http_status] ?? 'Unknown status');
			return { status: 'failed', http_status, error, ...duration() };
		}
		const response_headers = Object.fromEntries(response.headers);
		return delivered({ http_status, response_body: text, response_headers, ...duration() });
	} catch (error) {
		return { status: 'failed', error: reasonOf(error), ...duration() };
	}
}

function delivered(answer: JsonObject & { readonly duration_ms: number }): Outcome {
	return { status: 'success', ...answer, delivered_at: new Date().toISOString() };
}

function reasonOf(error: unknown): string {
	const { name, message, cause } = error as Error & { cause?: { code?: string } };
	if (name === 'TimeoutError') return 'Connection timeout';
	if (cause?.code === 'ECONNREFUSED') return 'Connection refused';
	return cause?.code === undefined ? message : `Connection failed (${cause.code})`;
}
