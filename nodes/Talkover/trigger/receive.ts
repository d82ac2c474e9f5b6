import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { SignatureForm } from './authenticity';
import { senderOf } from './authenticity';
import type { Delivery } from './deliveries';
import { identityOf, readDelivery, refusalOf } from './deliveries';
import type { OwnWebhook } from './memory';
import { WebhookMemory } from './memory';
import { SeenDeliveries } from './seen';
import type { TriggerSettings } from './settings';
import { readSettings } from './settings';

/** Of all trigger nodes of this process. */
const seen = new SeenDeliveries();

/**
 * Takes one delivery: refuses what does not prove where it comes from or cannot be read, leaves out
 * what the user does not want, and starts the workflow with the rest. n8n answers before the workflow
 * runs.
 */
export function receive(context: IWebhookFunctions): IWebhookResponseData {
	const { options }: TriggerSettings = readSettings(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const { webhooks } = new WebhookMemory(context, url);
	const rawBody = rawBodyOf(context);
	const sender = senderOf(webhooks, context.getHeaderData(), rawBody, signatureForm(options));
	if (!sender)
		return refuse(context, 401, 'it does not carry the secret of a webhook of this node');
	const body: unknown = context.getBodyData();
	const status = refusalOf(body, rawBody.length);
	if (status) return refuse(context, status, 'its body is not JSON that can be taken');
	// It has just been seen to be an object.
	const data = body as IDataObject;
	const delivery = readDelivery(data);
	if (speaksForAnother(delivery, sender, webhooks)) {
		return refuse(context, 401, 'it carries the secret of another agent');
	}
	if (delivery.test && !options.startOnTest) return taken('test');
	if (!isWanted(delivery, options)) return taken('not wanted');
	const identity = `${url}\n${identityOf(delivery, rawBody)}`;
	if (options.dropDuplicates && seen.enter(identity, Date.now())) return taken('duplicate');
	const { event, callId, agentId, campaignId, context: given, test } = delivery;
	const derived = { callId, agentId, campaignId, context: given };
	const certain = Object.entries(derived).filter(([, value]) => value !== undefined);
	const json: IDataObject = {
		event,
		receivedAt: new Date().toISOString(),
		...Object.fromEntries(certain),
		...(test ? { test } : {}),
		body: data,
	};
	return { workflowData: [[{ json }]] };
}

/** One agent's secret must not speak for another one. */
function speaksForAnother(
	{ agentId }: Delivery,
	sender: OwnWebhook,
	webhooks: readonly OwnWebhook[],
): boolean {
	return (
		sender.source === 'agents' &&
		agentId !== sender.ownerId &&
		webhooks.some(({ ownerId }) => ownerId === agentId)
	);
}

type Options = TriggerSettings['options'];

function isWanted(
	{ context = {}, durationSeconds }: Delivery,
	{ contextField = '', contextValue = '', minDurationSeconds }: Partial<Options>,
): boolean {
	const value = context[contextField];
	if (contextField !== '' && value === undefined) return false;
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (contextField !== '' && contextValue !== '' && text !== contextValue) return false;
	return durationSeconds === undefined || durationSeconds >= (minDurationSeconds ?? 0);
}

function signatureForm({
	signatureHeader: header = '',
	signatureEncoding: encoding = 'hex',
	signaturePrefix: prefix = '',
}: Partial<Options>): SignatureForm | undefined {
	return header === '' ? undefined : { header, encoding, prefix };
}

/** The body as it came over the wire: that is what a signature is of. */
function rawBodyOf(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject() as { rawBody?: unknown };
	return Buffer.isBuffer(rawBody) ? rawBody : Buffer.from(JSON.stringify(context.getBodyData()));
}

function refuse(context: IWebhookFunctions, status: number, why: string): IWebhookResponseData {
	context.logger.warn(`${context.getNode().name}: a delivery was refused, because ${why}`);
	context.getResponseObject().status(status).json({ taken: false });
	return { noWebhookResponse: true };
}

/** Talkover is told that it has come, and the workflow is not started. */
function taken(reason: string): IWebhookResponseData {
	return { webhookResponse: { taken: true, started: false, reason } };
}
