import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { moduleState } from '../../account/moduleState';
import { systemClock } from '../../api/pacing/clock';
import { counted } from '../../base/bounds';
import { WebhookMemory } from '../memory';
import { nodeIdentityOf } from '../nodeIdentity';
import type { Answer, DeliveryResponse } from './answer';
import { answerIn, isFailure } from './answer';
import { readAuthentic } from './received';
import { startOf } from './start';
import type { Rejection } from './rejection';
import { Rejections } from './rejections';

/** The rejected deliveries of all trigger nodes of this process. */
const rejections = moduleState(() => new Rejections());

/**
 * Handles a delivery. Rejects it if it isn't authentic or can't be read, ignores events that the options exclude, and
 * otherwise starts the workflow. n8n responds before the workflow runs.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const memory = new WebhookMemory(context);
	const received = await readAuthentic(context, memory);
	if (!received.ok) return reject(context, received);
	const response = context.getResponseObject();
	const answer = answerIn(response);
	const start = startOf(context, memory, received.value, answer);
	if ('item' in start) {
		return {
			workflowData: [[start.item]],
			webhookResponse: { taken: true, started: true },
		};
	}
	const status = await failureOf(start, response);
	return status === undefined ? ignored(start.reason) : notTaken(context, status);
}

/**
 * Waits until n8n has answered the earlier delivery of the same event.
 *
 * @returns its status if it didn't start the workflow: it's that of this delivery too, because Talkover wouldn't deliver the
 * event again otherwise
 */
async function failureOf(
	{ earlier }: { readonly earlier?: Answer },
	response: DeliveryResponse,
): Promise<number | undefined> {
	await earlier?.given(response);
	// Without a status, the sender has hung up: it delivers everything again, and no response reaches it.
	const { status } = earlier ?? {};
	return status !== undefined && isFailure(status) ? status : undefined;
}

function reject(
	context: IWebhookFunctions,
	{ status, why, details = '' }: Rejection,
): IWebhookResponseData {
	const node = JSON.stringify(nodeIdentityOf(context));
	const leftOut = rejections().enter(node, why, systemClock.now());
	if (leftOut !== undefined) {
		const repeats = leftOut > 0 ? `, and ${counted(leftOut)} more since the last such message` : '';
		const { name } = context.getNode();
		context.logger.warn(`${name}: rejected a delivery because ${why}${details}${repeats}`);
	}
	return notTaken(context, status);
}

function notTaken(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).json({ taken: false });
	return { noWebhookResponse: true };
}

/** Accepts a delivery without starting the workflow. */
function ignored(reason: string): IWebhookResponseData {
	return { webhookResponse: { taken: true, started: false, reason } };
}
