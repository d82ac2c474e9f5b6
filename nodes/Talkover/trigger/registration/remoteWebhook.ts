import type { IDataObject } from 'n8n-workflow';

import { hasId, idOf, textOfId } from '../../api/content/identity';
import type { JsonObject } from '../../base/json';
import { comparableValue, isList, isSet } from '../../base/json';
import { isPathSegment, pathSegment } from '../../api/request';
import { textOf } from '../fields';
import type { OwnWebhook } from '../memory';
import { markOf } from '../memory';

/** A webhook as Talkover returns it, in which each field may be absent or of any type. */
export type RemoteWebhook = JsonObject;

/** The ID of a webhook as trimmed text; undefined if it has none that can be used in a path. */
export function webhookIdOf(webhook: RemoteWebhook): string | undefined {
	const id = textOf(textOfId(idOf(webhook, 'webhook')));
	return isPathSegment(id) ? pathSegment(id) : undefined;
}

/** Whether a webhook has this ID. Talkover may return an ID and a UUID of the same webhook. */
export function isWebhook(webhook: RemoteWebhook, webhookId: string): boolean {
	return hasId(webhook, webhookId, 'webhook');
}

/** Whether a webhook delivers to an address; undefined if Talkover doesn't return its address. */
export function leadsTo(webhook: RemoteWebhook, address: string): boolean | undefined {
	const remoteAddress = textOf(webhook.webhook_url);
	return remoteAddress === undefined
		? undefined
		: normalized(remoteAddress) === normalized(address);
}

/**
 * Whether a webhook has the secrets that the node knows, by the mark in its name; undefined if Talkover doesn't return
 * its name. A webhook that somebody has renamed counts as one with other secrets, because nothing else can tell.
 */
export function hasSecretsOf(webhook: RemoteWebhook, own: OwnWebhook): boolean | undefined {
	return textOf(webhook.name)?.includes(markOf(own));
}

/** Normalizes an address, because Talkover may write it differently, e.g. its host in lower case or without the default port. */
function normalized(address: string): string {
	return URL.canParse(address) ? new URL(address).href : address;
}

/** Whether a webhook is enabled; undefined if Talkover doesn't return it. */
export function isEnabled({ enabled }: RemoteWebhook): boolean | undefined {
	return typeof enabled === 'boolean' ? enabled : undefined;
}

/** Whether Talkover returns settings that decide which events arrive as they were registered, or not at all. */
export function hasSettings(webhook: RemoteWebhook, registered: IDataObject): boolean {
	return ['include_call_events', 'max_retries'].every((name) => {
		const [wanted, current] = [registered[name], webhook[name]];
		return (
			wanted === undefined ||
			!isSet(current) ||
			comparableValue(current) === comparableValue(wanted)
		);
	});
}

/** The form of event names. Unlike labels, they have no spaces or capitals. */
const NAME = /^[a-z][a-z0-9_.:-]*$/;

/**
 * The events of a webhook.
 *
 * @param wanted known event names
 * @returns undefined if Talkover doesn't return a list of names, but labels for example. An empty list counts as unknown,
 * because every webhook has events and PHP writes an empty object as `[]`.
 */
export function subscribedEvents(
	{ events }: RemoteWebhook,
	wanted: readonly string[],
): string[] | undefined {
	const names = isList(events) ? events.map(textOf) : [];
	const isName = (name: string | undefined): name is string =>
		name !== undefined && (NAME.test(name) || wanted.includes(name));
	return names.length > 0 && names.every(isName) ? [...new Set(names)] : undefined;
}
