import { randomBytes } from 'node:crypto';

import type { IHookFunctions } from 'n8n-workflow';

import type { Failure } from '../api/failure';
import { unreadableAnswer } from '../api/failure';
import type { Creation } from '../api/request';
import { listIn, object } from '../engine/shapes';
import type { OwnWebhook } from './memory';
import type { Registrar } from './registrar';
import { bodyOf, failed, fingerprint, openRegistrar } from './registrar';

const WEBHOOK: Creation = {
	what: 'the webhook',
	where: 'among the webhooks of the agent or campaign',
};

const webhookList = listIn('webhooks');

/** Whether Talkover has every webhook as it has to be. @throws NodeApiError when that could not be asked */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const registrar = await openRegistrar(context);
	const { settings, memory, send, url } = registrar;
	const registeredAs = fingerprint(registrar);
	const fits =
		memory.webhooks.length === settings.ownerIds.length &&
		memory.webhooks.every(
			(webhook) =>
				webhook.source === settings.source &&
				settings.ownerIds.includes(webhook.ownerId) &&
				webhook.registeredAs === registeredAs,
		);
	if (!fits) return false;
	for (const { source, ownerId, webhookId } of memory.webhooks) {
		const answer = await send({ method: 'GET', path: [source, ownerId, 'webhooks', webhookId] });
		if (!answer.ok && answer.status === 404) return false;
		if (!answer.ok) throw failed(context, answer);
		const { webhook_url: theirs, enabled } = object.read(answer.body) ?? {};
		if (theirs !== url || enabled !== true) return false;
	}
	return true;
}

/**
 * Makes Talkover have exactly the webhooks that are wanted. One that is there already, because only a
 * setting has changed or an answer got lost, is adopted if it leads to the very URL of this node. When
 * one cannot be made, those that were made before it are taken away again.
 *
 * @throws NodeApiError | NodeOperationError
 */
export async function register(context: IHookFunctions): Promise<void> {
	const registrar = await openRegistrar(context);
	const { settings, memory } = registrar;
	const outdated = memory.webhooks.filter(
		({ source, ownerId }) => source !== settings.source || !settings.ownerIds.includes(ownerId),
	);
	const stuck = await remove(registrar, outdated);
	if (stuck) throw failed(context, stuck);
	for (const ownerId of settings.ownerIds) {
		const result = await settle(registrar, ownerId);
		if ('ok' in result) {
			await remove(registrar, memory.webhooks);
			throw failed(context, result);
		}
		memory.webhooks = [...memory.webhooks.filter((webhook) => webhook.ownerId !== ownerId), result];
	}
}

/**
 * Removes all webhooks of this node from Talkover. One that is gone already is fine; one that cannot be
 * removed stays known, so that the next try removes it.
 *
 * @throws NodeApiError when one is left
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const registrar = await openRegistrar(context);
	const stuck = await remove(registrar, registrar.memory.webhooks);
	if (stuck) throw failed(context, stuck);
}

/** Makes or changes the webhook of one agent or campaign. */
async function settle(registrar: Registrar, ownerId: string): Promise<Failure | OwnWebhook> {
	const { settings, memory, send } = registrar;
	const { source } = settings;
	const known = memory.webhooks.find((webhook) => webhook.ownerId === ownerId);
	const token = known?.token ?? newSecret();
	const secret = known?.secret ?? newSecret();
	const path = [source, ownerId, 'webhooks'];
	const body = bodyOf(registrar, token, secret);
	for (let again = false; ; again = true) {
		const own = await ownWebhooks(registrar, path);
		if ('ok' in own) return own;
		const [first] = own;
		const answer = await send(
			first === undefined
				? { method: 'POST', path, body, creates: WEBHOOK }
				: { method: 'PUT', path: [...path, first], body },
		);
		// It may be there in spite of this: then it is found in the list, and brought to what it has to be.
		if (!answer.ok && answer.uncertain && !again) continue;
		if (!answer.ok) return answer;
		const webhookId = first ?? object.read(answer.body)?.id;
		if (typeof webhookId !== 'string') return unreadableAnswer(answer.status, answer.body);
		return { source, ownerId, webhookId, token, secret, registeredAs: fingerprint(registrar) };
	}
}

/** The ids of the owner's webhooks that lead to this node; one is kept, and more than one is mended. */
async function ownWebhooks(
	{ send, url }: Registrar,
	path: readonly string[],
): Promise<Failure | string[]> {
	const answer = await send({ method: 'GET', path });
	if (!answer.ok) return answer;
	const webhooks = webhookList.read(answer.body);
	if (!webhooks) return unreadableAnswer(answer.status, answer.body);
	const [first, ...others] = webhooks
		.filter(({ webhook_url: theirs }) => theirs === url)
		.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
	for (const other of others) {
		const gone = await send({ method: 'DELETE', path: [...path, other] });
		if (!gone.ok && gone.status !== 404) return gone;
	}
	return first === undefined ? [] : [first];
}

/** @returns the first failure; what it is about stays in the memory */
async function remove(
	{ context, memory, send }: Registrar,
	webhooks: readonly OwnWebhook[],
): Promise<Failure | undefined> {
	let stuck: Failure | undefined;
	for (const webhook of webhooks) {
		const { source, ownerId, webhookId } = webhook;
		const answer = await send({
			method: 'DELETE',
			path: [source, ownerId, 'webhooks', webhookId],
		});
		if (answer.ok || answer.status === 404) {
			memory.webhooks = memory.webhooks.filter((other) => other.webhookId !== webhookId);
		} else {
			stuck ??= answer;
			context.logger.error(
				`${context.getNode().name}: the webhook ${webhookId} of ${ownerId} could not be removed from Talkover: ${answer.title}`,
			);
		}
	}
	return stuck;
}

function newSecret(): string {
	return randomBytes(32).toString('hex');
}
