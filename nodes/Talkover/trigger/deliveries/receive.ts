import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { moduleState } from '../../account/moduleState';
import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { Answer, DeliveryResponse } from './answer';
import { answerIn, isFailure } from './answer';
import { senderOf } from './authenticity';
import { readBody } from './body';
import { systemClock } from '../../api/pacing/clock';
import { counted } from '../../base/bounds';
import { defined } from '../../base/collections/defined';
import type { Delivery } from './deliveries';
import { readDelivery } from './deliveries';
import { deliveryKeyOf } from './deliveryKey';
import type { OwnWebhook } from '../memory';
import { WebhookMemory } from '../memory';
import { nodeIdentityOf } from '../nodeIdentity';
import { readRawBody } from './rawBody';
import type { Rejection } from './rejection';
import { rejection } from './rejection';
import { Rejections } from './rejections';
import { SeenDeliveries } from './seen';
import { seenHeaders, seenToken } from './seenHeaders';
import { senderNamedIn, standInFor } from './sender';
import {
	isSigned,
	isSignedWithoutToken,
	namedSignatureHeader,
	signatureHeaderOf,
	signatureIn,
} from './signature';
import { eventInHeaders } from '../eventNames';
import type { TriggerOptions } from '../values';
import { readOptions } from '../values';

/** The deliveries of all trigger nodes of this process. */
const seen = moduleState(() => new SeenDeliveries());
/** Their rejections. */
const rejections = moduleState(() => new Rejections());

/** What a webhook of the node has delivered. */
interface Received {
	readonly body: JsonObject;
	/** The name of the event in a header. */
	readonly named: string | undefined;
	/** Undefined if the delivery has a valid signature instead of a secret. */
	readonly known: OwnWebhook | undefined;
	readonly options: TriggerOptions;
}

/** The item with which an event starts the workflow, or why it doesn't start it. */
type Outcome =
	| { readonly item: INodeExecutionData }
	| {
			readonly reason: string;
			/** n8n's answer to the earlier delivery of the same event. */
			readonly earlier?: Answer;
	  };

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
	const outcome = outcomeOf(context, memory, received.value, answer);
	if ('item' in outcome) {
		return {
			workflowData: [[outcome.item]],
			webhookResponse: { taken: true, started: true },
		};
	}
	const status = await failureOf(outcome, response);
	return status === undefined ? ignored(outcome.reason) : notTaken(context, status);
}

/** Decides whether an event starts the workflow. */
function outcomeOf(
	context: IWebhookFunctions,
	{ identity, webhooks }: WebhookMemory,
	{ body, named, known, options }: Received,
	answer: Answer,
): Outcome {
	const delivery = readDelivery(body, named, onlyEventOf(known ? [known] : webhooks));
	const sender = known ?? senderNamedIn(delivery, webhooks);
	const reason = whyNotStarted(context, delivery, options);
	if (reason) return { reason };
	const headers = context.getHeaderData();
	const { key, isStable } = deliveryKeyOf(delivery, {
		body,
		headers,
		sender: sender ?? standInFor(webhooks),
	});
	if (isStable && options.dropDuplicates) {
		const earlier = seen().enter(JSON.stringify(identity), key, Date.now(), answer);
		if (earlier) return { reason: 'duplicate', earlier };
	}
	return { item: { json: outputOf(delivery, sender, { deliveryKey: key, body }) } };
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

/** The event of webhooks that receive no other one. */
function onlyEventOf(webhooks: readonly OwnWebhook[]): string | undefined {
	const [event, ...others] = new Set(webhooks.map(({ onlyEvent }) => onlyEvent));
	return others.length === 0 ? event : undefined;
}

/** Reads a delivery and verifies that it comes from a webhook of the node. */
async function readAuthentic(
	context: IWebhookFunctions,
	memory: WebhookMemory,
): Promise<Result<Received, Rejection>> {
	const headers = context.getHeaderData();
	// Checked first, because anyone can send requests to a public address.
	const known = senderOf(memory.webhooks, headers);
	if (!known && !(await isSignedWithoutToken(context, memory))) return unknownSender(context);
	const rawBody = await readRawBody(context);
	if (!rawBody.ok) return rawBody;
	const named = eventInHeaders(headers);
	const body = readBody(rawBody.value);
	if (!body.ok) return body;
	const options = readOptions(context);
	const header = signatureHeaderOf(options);
	const signature = signatureIn(headers, header);
	const isWrong = !signature || !known || !isSigned(known.secret, signature, rawBody.value);
	if (known && header !== '' && isWrong) {
		const seenThere = seenHeaders(headers, header);
		return rejection(401, 'its signature is missing or wrong', { details: ` (${seenThere})` });
	}
	return ok({ body: body.value, named, known, options });
}

/** Says which headers it saw, because Talkover documents none of them. */
function unknownSender(context: IWebhookFunctions): Rejection {
	const headers = context.getHeaderData();
	const named = namedSignatureHeader(context);
	const why =
		named === ''
			? "it doesn't have the secret of a webhook of this node"
			: 'it has neither the secret nor a valid signature of a webhook of this node';
	// The name may be an expression, which nobody without the secret can make n8n evaluate.
	const signatures = seenHeaders(headers, named.startsWith('=') ? '' : named);
	const details = [seenToken(headers), signatures].filter((text) => text !== '').join('; ');
	return rejection(401, why, { details: ` (${details})` });
}

/** Why a delivery doesn't start the workflow; undefined if it does. */
function whyNotStarted(
	context: IWebhookFunctions,
	delivery: Delivery,
	options: TriggerOptions,
): string | undefined {
	// Someone who listens in the editor and sends a test from Talkover is waiting for it.
	const testWanted = options.startOnTest || context.getMode() === 'manual';
	if (delivery.test && !testWanted) return 'test';
	return isWanted(delivery, options) ? undefined : 'filtered';
}

function isWanted(
	{ context = {}, durationSeconds }: Delivery,
	{ contextField = '', contextValue = '', minDurationSeconds }: TriggerOptions,
): boolean {
	const [field, wanted] = [contextField.trim(), contextValue.trim()];
	const value = Object.hasOwn(context, field) ? context[field] : undefined;
	if (field !== '' && !isSet(value)) return false;
	const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
	if (field !== '' && wanted !== '' && text !== wanted) return false;
	return durationSeconds === undefined || durationSeconds >= minDurationSeconds;
}

/**
 * The unchanged body and the values read from it. The agent or campaign is that of the authenticated webhook, if it's
 * known.
 */
function outputOf(
	{ event, callId, agentId, campaignId, context, test }: Delivery,
	sender: OwnWebhook | undefined,
	{ deliveryKey, body }: { readonly deliveryKey: string; readonly body: JsonObject },
): IDataObject {
	const owner = sender?.ownerId;
	const owners = sender?.source === 'agent' ? { agentId: owner } : { campaignId: owner };
	const derived = { callId, agentId, campaignId, ...(sender ? owners : {}), context };
	return {
		event,
		receivedAt: new Date().toISOString(),
		deliveryKey,
		...defined(derived),
		...(test ? { test } : {}),
		body,
	};
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
