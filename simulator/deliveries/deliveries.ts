import { setTimeout as delay } from 'node:timers/promises';

import type { JsonObject } from '../contract';
import type { State } from '../state';
import { newId } from '../state';
import type { SignatureForm } from './payload';
import { DEFAULT_SIGNATURE, headersOf, payloadFor } from './payload';
import { post } from './post';

export interface DeliveryOptions {
	readonly signature?: Partial<SignatureForm>;
	/** From a failed attempt to the next; Talkover does not say how long it waits. */
	readonly retryDelayMs?: number;
	/** Replaces {@link pause} between two attempts. */
	readonly wait?: typeof pause;
	/** The form in which the default body of an event is sent; the body itself without it. */
	readonly form?: (body: JsonObject) => JsonObject;
}

/** One delivery in progress. */
export interface Sending {
	/** Resolves once it has been sent for the first time. */
	readonly first: Promise<void>;
	/** The log of its last attempt. */
	readonly last: Promise<JsonObject>;
}

/** Sends events to webhooks, again where that fails, and keeps the logs. */
export class Deliveries {
	private stopping = new AbortController();
	private readonly open = new Set<Promise<unknown>>();
	private readonly signature: SignatureForm;
	private readonly retryDelayMs: number;
	private readonly wait: typeof pause;
	private readonly form: (body: JsonObject) => JsonObject;

	constructor(
		private readonly state: State,
		{ signature, retryDelayMs = 10, wait = pause, form = (body) => body }: DeliveryOptions = {},
	) {
		this.signature = { ...DEFAULT_SIGNATURE, ...signature };
		this.retryDelayMs = retryDelayMs;
		this.wait = wait;
		this.form = form;
	}

	/** Aborted once all that is in progress has to end. */
	get signal(): AbortSignal {
		return this.stopping.signal;
	}

	/** @param body the default one, which names the event */
	send(webhook: JsonObject, body: JsonObject): Sending {
		const { signal } = this;
		const payload = payloadFor(webhook, body);
		// A template says itself what is where.
		const sent = payload === body ? this.form(body) : payload;
		const log = this.enter(webhook, body.event, sent, 1);
		const first = this.attempt(webhook, log, signal);
		const last = first.then(() => this.untilDelivered(webhook, log, signal));
		this.track(last);
		return { first, last };
	}

	/** Sends once more what a log is of. @returns the new log, which is pending */
	repeat(webhook: JsonObject, { event, request_payload, attempt }: JsonObject): JsonObject {
		const payload = (request_payload ?? { event }) as JsonObject;
		const log = this.enter(webhook, event, payload, Number(attempt) + 1);
		this.track(this.attempt(webhook, log, this.signal, false));
		return log;
	}

	/** Lets {@link idle} wait for it. */
	track(work: Promise<unknown>): void {
		this.open.add(work);
		void work.finally(() => this.open.delete(work));
	}

	/** Resolves once nothing is in progress. */
	async idle(): Promise<void> {
		while (this.open.size > 0) await Promise.all(this.open);
	}

	/** Ends all that is in progress. */
	async stop(): Promise<void> {
		this.stopping.abort();
		this.stopping = new AbortController();
		await this.idle();
	}

	private enter(
		{ id: webhook_id }: JsonObject,
		event: unknown,
		request_payload: JsonObject,
		attempt: number,
	): JsonObject {
		const created_at = new Date().toISOString();
		const content = { event, attempt, status: 'pending', request_payload };
		const log = { id: newId(), webhook_id, ...content, created_at };
		this.state.webhookLogs.unshift(log);
		return log;
	}

	private async attempt(
		webhook: JsonObject,
		log: JsonObject,
		signal: AbortSignal,
		retries = true,
	): Promise<void> {
		const body = JSON.stringify(log.request_payload);
		const { http_method: method } = webhook;
		const sent = post(
			{
				url: String(webhook.webhook_url),
				method: typeof method === 'string' ? method : 'POST',
				headers: headersOf(webhook, body, this.signature),
				body,
				timeoutMs: Number(webhook.timeout) * 1000,
			},
			signal,
		);
		// What is only pretended is in the logs at once.
		const outcome = sent instanceof Promise ? await sent : sent;
		Object.assign(log, outcome);
		const again = retries && Number(log.attempt) <= Number(webhook.max_retries);
		if (outcome.status === 'failed' && again) log.status = 'retrying';
	}

	/** With the settings that the webhook has by then; one that was switched off gets no more. */
	private async untilDelivered(
		webhook: JsonObject,
		first: JsonObject,
		signal: AbortSignal,
	): Promise<JsonObject> {
		const { enabled } = webhook;
		let log = first;
		while (log.status === 'retrying' && (await this.wait(this.retryDelayMs, signal))) {
			// From here on, it is the next log that tells whether there will be another attempt.
			log.status = 'failed';
			if (webhook.enabled !== enabled || !this.state.webhooks.includes(webhook)) break;
			const { event, request_payload, attempt } = log;
			log = this.enter(webhook, event, request_payload as JsonObject, Number(attempt) + 1);
			await this.attempt(webhook, log, signal);
		}
		return log;
	}
}

/** @returns whether the time has passed; not so when it was aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
	return delay(ms, true, { signal }).catch(() => false);
}
