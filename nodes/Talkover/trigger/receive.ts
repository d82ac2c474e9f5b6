import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { SignatureForm } from './authenticity';
import { TOKEN_HEADER, isSigned, senderOf, signerOf } from './authenticity';
import { isRecord } from '../parameters/json';
import type { Delivery } from './deliveries';
import { LARGEST, readBody, readDelivery } from './deliveries';
import { deliveryKeyOf } from './deliveryKey';
import type { OwnWebhook } from './memory';
import { WebhookMemory } from './memory';
import { isUnset } from './places';
import { readRawBody } from './rawBody';
import { SeenDeliveries } from './seen';
import type { TriggerOptions } from './values';
import { attemptOptions, readOptions } from './values';

/** Of all trigger nodes of this process. */
const seen = new SeenDeliveries();

/**
 * Takes one delivery: refuses what does not prove where it comes from or cannot be read, leaves out
 * what the user does not want, and starts the workflow with the rest. n8n answers before the workflow
 * runs.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { webhooks, identity: here } = new WebhookMemory(context);
	const headers = context.getHeaderData();
	// Before anything else is looked at, because everybody can send something to a public address.
	const sender = senderOf(webhooks, headers) ?? (await signerWithoutToken(context, webhooks));
	if (!sender) return refuse(context, 401, whyNobody(context));
	const received = await readRawBody(context);
	if ('status' in received) return refuse(context, received.status, received.why);
	const { rawBody } = received;
	const body = readBody(rawBody);
	if ('status' in body) return refuse(context, body.status, body.why);
	const options = readOptions(context);
	const signature = signatureForm(options);
	if (signature && !isSigned(sender, headers, rawBody, signature)) {
		return refuse(context, 401, `its signature is missing or wrong (${signature.header})`);
	}
	const delivery = readDelivery(body.data);
	if (speaksForAnother(delivery, sender, webhooks)) {
		return refuse(context, 401, 'it carries the secret of another agent or campaign');
	}
	const reason = whyNotStarted(context, delivery, options);
	if (reason) return taken(reason);
	const node = JSON.stringify(here);
	const deliveryKey = deliveryKeyOf(delivery, { body: body.data, rawBody, sender });
	if (options.dropDuplicates && seen.enter(node, deliveryKey, Date.now())) {
		return taken('duplicate');
	}
	forgetUnlessStarted(context, node, deliveryKey);
	const json = outputOf(delivery, sender, { deliveryKey, body: body.data });
	return {
		workflowData: [[{ json }]],
		webhookResponse: { taken: true, started: true },
	};
}

/**
 * The webhook that has signed a delivery which carries no secret at all, if the user has named the header of the
 * signature. Talkover may leave out custom headers: its documentation of `custom_headers` is thin.
 *
 * Nothing is computed or evaluated for a request that can't be signed: one without that header, or one that is
 * too large.
 */
async function signerWithoutToken(
	context: IWebhookFunctions,
	webhooks: readonly OwnWebhook[],
): Promise<OwnWebhook | undefined> {
	const headers = context.getHeaderData();
	const named = namedSignatureHeader(context);
	const isSignable = named.startsWith('=') || headers[named.toLowerCase()] !== undefined;
	const hasToken = (headers[TOKEN_HEADER] ?? '') !== '';
	if (!isSignable || hasToken) return undefined;
	const received = await readRawBody(context);
	if ('status' in received || received.rawBody.length > LARGEST) return undefined;
	// Options that are wrong are shown to those only who prove where they come from.
	const options = attemptOptions(context);
	const form = 'value' in options ? signatureForm(options.value) : undefined;
	return form && signerOf(webhooks, headers, received.rawBody, form);
}

/** *Signature Header* as the user has entered it: a name, an expression, or nothing. */
function namedSignatureHeader(context: IWebhookFunctions): string {
	const options: unknown = context.getNode().parameters.options;
	const entered: unknown = isRecord(options) ? options.signatureHeader : options;
	return typeof entered === 'string' ? entered.trim() : '';
}

function whyNobody(context: IWebhookFunctions): string {
	return namedSignatureHeader(context) === ''
		? 'it does not carry the secret of a webhook of this node'
		: 'it carries neither the secret nor a valid signature of a webhook of this node';
}

/** One agent's secret must not speak for another one. */
function speaksForAnother(
	{ agentId, campaignId }: Delivery,
	{ source, ownerId }: OwnWebhook,
	webhooks: readonly OwnWebhook[],
): boolean {
	const said = source === 'agent' ? agentId : campaignId;
	return said !== ownerId && webhooks.some((other) => other.ownerId === said);
}

/** What a delivery is taken for without starting the workflow; undefined when it is to start it. */
function whyNotStarted(
	context: IWebhookFunctions,
	delivery: Delivery,
	options: TriggerOptions,
): string | undefined {
	// Who listens in the editor and sends a test from Talkover waits for it.
	const testWanted = options.startOnTest || context.getMode() === 'manual';
	if (delivery.test && !testWanted) return 'test';
	return isWanted(delivery, options) ? undefined : 'not wanted';
}

function isWanted(
	{ context = {}, durationSeconds }: Delivery,
	{ contextField = '', contextValue = '', minDurationSeconds }: TriggerOptions,
): boolean {
	const value = Object.hasOwn(context, contextField) ? context[contextField] : undefined;
	if (contextField !== '' && isUnset(value)) return false;
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	if (contextField !== '' && contextValue !== '' && text !== contextValue) return false;
	return durationSeconds === undefined || durationSeconds >= minDurationSeconds;
}

function signatureForm({
	signatureHeader: header = '',
	signatureEncoding: encoding,
	signaturePrefix: prefix = '',
}: TriggerOptions): SignatureForm | undefined {
	return header.trim() === '' ? undefined : { header, encoding, prefix };
}

/** Where n8n could not start the workflow it answers with an error, and Talkover delivers again. */
function forgetUnlessStarted(context: IWebhookFunctions, node: string, deliveryKey: string): void {
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode >= 400) seen.forget(node, deliveryKey);
	});
}

/** The body as it is, and what is certain: whose webhook it comes from is proved, the rest is read. */
function outputOf(
	{ event, callId, agentId, campaignId, context, test }: Delivery,
	{ source, ownerId }: OwnWebhook,
	{ deliveryKey, body }: { readonly deliveryKey: string; readonly body: IDataObject },
): IDataObject {
	const owners = source === 'agent' ? { agentId: ownerId } : { campaignId: ownerId };
	const derived = { callId, agentId, campaignId, ...owners, context };
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

function refuse(context: IWebhookFunctions, status: number, why: string): IWebhookResponseData {
	context.logger.warn(`${context.getNode().name}: a delivery was refused, because ${why}`);
	context.getResponseObject().status(status).json({ taken: false });
	return { noWebhookResponse: true };
}

/** Talkover is told that it has come, and the workflow is not started. */
function taken(reason: string): IWebhookResponseData {
	return { webhookResponse: { taken: true, started: false, reason } };
}
