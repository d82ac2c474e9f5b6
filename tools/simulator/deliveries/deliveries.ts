import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import type { JsonObject } from '../contract';
import type { State } from '../state';
import { newId } from '../state';
import { headersOf } from './payload';
import { post } from './post';

export interface DeliveryOptions {
	/** Milliseconds between a failed attempt and the next one; Talkover doesn't document it. */
	readonly retryDelayMs: number;
	/** Converts the default body of an event to the form in which it's sent. */
	readonly form: (body: JsonObject) => JsonObject;
}

/** One delivery in progress. */
export interface Sending {
	/** Resolves once the first attempt is complete. */
	readonly first: Promise<void>;
	/** The log of the last attempt. */
	readonly last: Promise<JsonObject>;
}

/** Sends events to webhooks, retries failed attempts, and stores the logs. */
export class Deliveries {
	private stopping = stopController();
	private readonly open = new Set<Promise<unknown>>();

	constructor(
		private readonly state: State,
		private readonly options: DeliveryOptions = { retryDelayMs: 10, form: (body) => body },
	) {}

	/** Aborted when everything in progress must end. */
	get signal(): AbortSignal {
		return this.stopping.signal;
	}

	/** @param body names the event; templates of webhooks for their events are ignored */
	send(webhook: JsonObject, body: JsonObject): Sending {
		const { signal } = this;
		const log = this.enter(webhook, body.event, this.options.form(body), 1);
		const first = this.attempt(webhook, log, signal);
		const last = first.then(() => this.untilDelivered(webhook, log, signal));
		this.track(last);
		return { first, last };
	}

	/** Sends an event to each enabled webhook that wants it; resolves once it has been sent for the first time. */
	async announce(body: JsonObject, wants: (webhook: JsonObject) => boolean): Promise<void> {
		const enabled = this.state.webhooks.filter((webhook) => webhook.enabled === true);
		await Promise.all(enabled.filter(wants).map((webhook) => this.send(webhook, body).first));
	}

	/** Sends the event of a log again. @returns the new log, which is pending */
	repeat(webhook: JsonObject, { event, request_payload, attempt }: JsonObject): JsonObject {
		const payload = (request_payload ?? { event }) as JsonObject;
		const log = this.enter(webhook, event, payload, Number(attempt) + 1);
		this.track(this.attempt(webhook, log, this.signal, false));
		return log;
	}

	/** Makes {@link idle} wait for this work. */
	track(work: Promise<unknown>): void {
		this.open.add(work);
		void work.finally(() => this.open.delete(work));
	}

	/** Resolves once nothing is in progress. */
	async idle(): Promise<void> {
		while (this.open.size > 0) await Promise.all(this.open);
	}

	/** Ends everything in progress. */
	async stop(): Promise<void> {
		this.stopping.abort();
		this.stopping = stopController();
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
				headers: headersOf(webhook, body),
				body,
				timeoutMs: Number(webhook.timeout) * 1000,
			},
			signal,
		);
		// A simulated delivery is logged immediately.
		const outcome = sent instanceof Promise ? await sent : sent;
		Object.assign(log, outcome);
		const again = retries && Number(log.attempt) <= Number(webhook.max_retries);
		if (outcome.status === 'failed' && again) log.status = 'retrying';
	}

	/** Uses the webhook's current settings; a webhook that was disabled receives nothing more. */
	private async untilDelivered(
		webhook: JsonObject,
		first: JsonObject,
		signal: AbortSignal,
	): Promise<JsonObject> {
		const { enabled } = webhook;
		let log = first;
		while (log.status === 'retrying' && (await pause(this.options.retryDelayMs, signal))) {
			// From now on, the next log shows whether there will be another attempt.
			log.status = 'failed';
			if (webhook.enabled !== enabled || !this.state.webhooks.includes(webhook)) break;
			const { event, request_payload, attempt } = log;
			log = this.enter(webhook, event, request_payload as JsonObject, Number(attempt) + 1);
			await this.attempt(webhook, log, signal);
		}
		return log;
	}
}

/** Ends any number of pauses at once. By default, Node reports more than ten listeners of a signal as a leak. */
function stopController(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}

/** @returns false if the pause was aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
	return delay(ms, true, { signal }).catch(() => false);
}
