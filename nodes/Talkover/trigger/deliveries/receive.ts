import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { moduleState } from '../../account/moduleState';
import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { isSigned, senderOf } from './authenticity';
import { systemClock } from '../../api/pacing/clock';
import { counted } from '../../base/bounds';
import type { Delivery } from './deliveries';
import { readBody, readDelivery } from './deliveries';
import { deliveryKeyOf } from './deliveryKey';
import type { OwnWebhook } from '../memory';
import { WebhookMemory } from '../memory';
import { nodeIdentityOf } from '../nodeIdentity';
import { readRawBody } from './rawBody';
import type { Rejection } from './rejection';
import { rejection } from './rejection';
import { Rejections } from './rejections';
import { SeenDeliveries } from './seen';
import { senderNamedIn, speaksForAnother, standInFor } from './sender';
import { isSignedWithoutToken, namedSignatureHeader, signatureForm } from './signature';
import type { TriggerOptions } from '../values';
import { readOptions } from '../values';

/** The deliveries of all trigger nodes of this process. */
const seen = moduleState(() => new SeenDeliveries());
/** Their rejections. */
const rejections = moduleState(() => new Rejections());

/** A delivery from a webhook of the node. */
interface Received {
	readonly rawBody: Buffer;
	readonly body: JsonObject;
	readonly delivery: Delivery;
	/** Undefined if the signed body names none of the node's webhooks. */
	readonly sender: OwnWebhook | undefined;
	readonly options: TriggerOptions;
}

/**
 * Handles a delivery. Rejects it if it isn't authentic or can't be read, ignores it if the options exclude it, and
 * otherwise starts the workflow. n8n responds before the workflow runs.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const memory = new WebhookMemory(context);
	const received = await readAuthentic(context, memory);
	if (!received.ok) return reject(context, received);
	const { rawBody, body, delivery, sender, options } = received.value;
	const reason = whyNotStarted(context, delivery, options);
	if (reason) return ignored(reason);
	const node = JSON.stringify(memory.identity);
	const keyed = { body, rawBody, sender: sender ?? standInFor(memory.webhooks) };
	const deliveryKey = deliveryKeyOf(delivery, keyed);
	if (options.dropDuplicates && seen().enter(node, deliveryKey, Date.now())) {
		return ignored('duplicate');
	}
	forgetUnlessStarted(context, node, deliveryKey);
	const json = outputOf(delivery, sender, { deliveryKey, body });
	return {
		workflowData: [[{ json }]],
		webhookResponse: { taken: true, started: true },
	};
}

/** Reads a delivery and verifies that it comes from a webhook of the node. */
async function readAuthentic(
	context: IWebhookFunctions,
	memory: WebhookMemory,
): Promise<Result<Received, Rejection>> {
	const { webhooks } = memory;
	const headers = context.getHeaderData();
	// Checked first, because anyone can send requests to a public address.
	const known = senderOf(webhooks, headers);
	if (!known && !(await isSignedWithoutToken(context, memory))) {
		return rejection(401, whyNobody(context));
	}
	const rawBody = await readRawBody(context);
	if (!rawBody.ok) return rawBody;
	const body = readBody(rawBody.value);
	if (!body.ok) return body;
	const options = readOptions(context);
	const signature = signatureForm(options);
	if (known && signature && !isSigned(known.secret, headers, rawBody.value, signature)) {
		return rejection(401, 'its signature is missing or wrong', {
			details: ` (${signature.header})`,
		});
	}
	const delivery = readDelivery(body.value);
	const sender = known ?? senderNamedIn(delivery, webhooks);
	if (sender && speaksForAnother(delivery, sender, webhooks)) {
		return rejection(401, 'it has the secret of another agent or campaign');
	}
	return ok({ rawBody: rawBody.value, body: body.value, delivery, sender, options });
}

function whyNobody(context: IWebhookFunctions): string {
	return namedSignatureHeader(context) === ''
		? "it doesn't have the secret of a webhook of this node"
		: 'it has neither the secret nor a valid signature of a webhook of this node';
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
	const value = Object.hasOwn(context, contextField) ? context[contextField] : undefined;
	if (contextField !== '' && !isSet(value)) return false;
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (contextField !== '' && contextValue !== '' && text !== contextValue) return false;
	return durationSeconds === undefined || durationSeconds >= minDurationSeconds;
}

/** If n8n can't start the workflow, it responds with an error, and Talkover delivers the event again. */
function forgetUnlessStarted(context: IWebhookFunctions, node: string, deliveryKey: string): void {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode >= 400) seen().forget(node, deliveryKey);
	});
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
	const certain = Object.entries(derived).filter(([, value]) => value !== undefined);
	return {
		event,
		receivedAt: new Date().toISOString(),
		deliveryKey,
		...Object.fromEntries(certain),
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
	context.getResponseObject().status(status).json({ taken: false });
	return { noWebhookResponse: true };
}

/** Accepts a delivery without starting the workflow. */
function ignored(reason: string): IWebhookResponseData {
	return { webhookResponse: { taken: true, started: false, reason } };
}
