import type { IDataObject } from 'n8n-workflow';

import { firstOf, namesOf } from '../../api/content/fields';
import { hasId, idOf, textOfId } from '../../api/content/identity';
import { statusOf } from '../../api/content/status';
import type { JsonObject } from '../../base/json';
import { comparableValue, isIndex, isList, isRecord, isSet, jsonIn } from '../../base/json';
import { thingIn } from '../../api/response/answer';
import { isPathSegment, pathSegment } from '../../api/request';
import { webhookList } from '../../shared/webhook/webhook';
import { isEventName } from '../eventNames';
import { textOf } from '../fields';
import type { OwnWebhook } from '../memory';
import { markOf } from '../memory';

/** Reads webhooks in every form that Talkover's publications suggest. */

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

const ADDRESS = namesOf('webhook_url url endpoint endpoint_url target_url callback_url');
const ENABLED = namesOf('enabled is_enabled active is_active');

/** Whether a webhook delivers to an address; undefined if Talkover doesn't return its address. */
export function leadsTo(webhook: RemoteWebhook, address: string): boolean | undefined {
	const remoteAddress = textOf(firstOf(webhook, ADDRESS));
	return remoteAddress === undefined
		? undefined
		: normalized(remoteAddress) === normalized(address);
}

/**
 * Whether a webhook has the secrets that the node knows, by the mark in its name; undefined if Talkover doesn't return
 * its name. A webhook that somebody has renamed counts as one with other secrets, because nothing else can tell.
 */
export function hasSecretsOf(webhook: RemoteWebhook, own: OwnWebhook): boolean | undefined {
	return textOf(firstOf(webhook, NAMES))?.includes(markOf(own));
}

/** Normalizes an address, because Talkover may write it differently, e.g. its host in lower case or without the default port. */
function normalized(address: string): string {
	return URL.canParse(address) ? new URL(address).href : address;
}

/**
 * The webhook in a response: the response itself, in `webhook`, or in a list of all webhooks.
 *
 * @param isWanted selects it in a list
 */
export function webhookIn(
	body: IDataObject,
	isWanted: (webhook: RemoteWebhook) => boolean,
): RemoteWebhook | undefined {
	const thing = thingIn(body);
	const webhook = isRecord(thing?.webhook) ? thing.webhook : thing;
	if (webhook && webhookIdOf(webhook) !== undefined) return webhook;
	return webhookList.read(body)?.find(isWanted) ?? webhook;
}

/** Whether a webhook is enabled; undefined if Talkover doesn't return it. */
export function isEnabled(webhook: RemoteWebhook): boolean | undefined {
	return truthOf(firstOf(webhook, ENABLED)) ?? truthOf(statusOf(webhook));
}

/** Whether Talkover returns settings that decide which events arrive as they were registered, or not at all. */
export function hasSettings(webhook: RemoteWebhook, registered: IDataObject): boolean {
	return ['include_call_events', 'max_retries'].every((name) => {
		const [wanted, current] = [registered[name], firstOf(webhook, namesOf(name))];
		return (
			wanted === undefined ||
			!isSet(current) ||
			comparableValue(current) === comparableValue(wanted)
		);
	});
}

const EVENTS = namesOf('events event_types subscribed_events');
const NAMES = namesOf('name webhook_name');

const ON = new Set(['true', '1', 'yes', 'on', 'active', 'enabled']);
const OFF = new Set(['false', '0', 'no', 'off', 'inactive', 'disabled', 'paused']);

function truthOf(value: unknown): boolean | undefined {
	const text = typeof value === 'boolean' ? String(value) : textOf(value)?.toLowerCase();
	if (text === undefined) return undefined;
	return ON.has(text) ? true : OFF.has(text) ? false : undefined;
}

/** A generous limit: Talkover has 34 events. */
const MOST_NAMES = 1_000;
/** The form of event names. Unlike labels, they have no spaces or capitals. */
const NAME = /^[a-z][a-z0-9_.:-]*$/;

/**
 * The events of a webhook: a list of names or of objects, an object whose keys are the names, or either as text.
 *
 * @param wanted known event names
 * @returns undefined if Talkover doesn't return names, but labels for example. An empty list counts as unknown, because
 * every webhook has events and PHP writes an empty object as `[]`.
 */
export function subscribedEvents(
	webhook: RemoteWebhook,
	wanted: readonly string[],
): string[] | undefined {
	const names = namesIn(firstOf(webhook, EVENTS));
	const isName = (name: string) => NAME.test(name) || wanted.includes(name);
	return names.length > 0 && names.every(isName) ? [...new Set(names)] : undefined;
}

function namesIn(events: unknown): string[] {
	if (typeof events === 'string') return namesInText(events);
	if (isList(events)) return events.flatMap((event) => eventNameOf(event) ?? []);
	if (!isRecord(events)) return [];
	return Object.entries(events).flatMap(([key, value]) => {
		if (isIndex(key)) return eventNameOf(value) ?? [];
		return truthOf(value) === false ? [] : [key];
	});
}

function namesInText(list: string): string[] {
	const value = /^\s*[[{]/.test(list) ? jsonIn(list) : undefined;
	if (value !== undefined) return namesIn(value);
	return list.split(',', MOST_NAMES).flatMap((name) => textOf(name) ?? []);
}

/** The name of an event from a text or an object. */
export function eventNameOf(event: unknown): string | undefined {
	if (!isRecord(event)) return textOf(event);
	const names = ['event', 'value', 'key', 'name', 'id', 'slug'].flatMap(
		(name) => textOf(event[name]) ?? [],
	);
	return names.find(isEventName) ?? names[0];
}
