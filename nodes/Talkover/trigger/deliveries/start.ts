import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { moduleState } from '../../account/moduleState';
import { defined } from '../../base/collections/defined';
import type { JsonObject } from '../../base/json';
import { isSet } from '../../base/json';
import type { OwnWebhook, WebhookMemory } from '../memory';
import type { TriggerOptions } from '../values';
import type { Answer } from './answer';
import type { Received } from './received';
import type { Delivery } from './deliveries';
import { readDelivery } from './deliveries';
import { deliveryKeyOf } from './deliveryKey';
import { SeenDeliveries } from './seen';
import { senderNamedIn, standInFor } from './sender/sender';

/** The deliveries of all trigger nodes of this process. */
const seen = moduleState(() => new SeenDeliveries());
/** The item with which an event starts the workflow, or why it doesn't start it. */
export type Start =
	| { readonly item: INodeExecutionData }
	| {
			readonly reason: string;
			/** n8n's answer to the earlier delivery of the same event. */
			readonly earlier?: Answer;
	  };

/** Decides whether an event starts the workflow. */
export function startOf(
	context: IWebhookFunctions,
	{ identity, webhooks }: WebhookMemory,
	{ body, named, known, options }: Received,
	answer: Answer,
): Start {
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

/** The event of webhooks that receive no other one. */
function onlyEventOf(webhooks: readonly OwnWebhook[]): string | undefined {
	const [event, ...others] = new Set(webhooks.map(({ onlyEvent }) => onlyEvent));
	return others.length === 0 ? event : undefined;
}

/** Why a delivery doesn't start the workflow; undefined if it does. */
function whyNotStarted(
	context: IWebhookFunctions,
	delivery: Delivery,
	options: TriggerOptions,
): string | undefined {
	// Someone who listens in the editor and sends a test from Talkover is waiting for it.
	const testWanted = options.startOnTest === true || context.getMode() === 'manual';
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
export function outputOf(
	{ event, callId, to, from, durationSeconds, agentId, campaignId, context, test }: Delivery,
	sender: OwnWebhook | undefined,
	{ deliveryKey, body }: { readonly deliveryKey: string; readonly body: JsonObject },
): IDataObject {
	const owner = sender?.ownerId;
	const owners = sender?.source === 'agent' ? { agentId: owner } : { campaignId: owner };
	const call = { callId, to, from, duration: durationSeconds, context };
	const derived = { ...call, agentId, campaignId, ...(sender ? owners : {}) };
	return {
		event,
		...defined(derived),
		...(test ? { test } : {}),
		receivedAt: new Date().toISOString(),
		body,
		deliveryKey,
	};
}
