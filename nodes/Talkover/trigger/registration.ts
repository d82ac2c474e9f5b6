import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import type { Failure } from '../api/failure';
import { unreadableAnswer } from '../api/failure';
import { redactionOf } from '../api/redaction';
import type { Creation } from '../api/request';
import { webhooksPath } from '../shared/webhook';
import type { OwnWebhook } from './memory';
import { ownerOf } from './memory';
import type { Registrar } from './registrar';
import { bodyOf, connect, failed, fingerprint, openRegistrar } from './registrar';
import { leftBehind, ownWebhooks, remove, removeUnknown } from './removal';
import { newSecret } from './secret';
import { ownersField } from './parameters';
import { eventsOf, idOf, isEnabled, leadsTo, webhookIn } from './theirs';
import type { TriggerValues } from './values';
import { attemptValues } from './values';

const WEBHOOK: Creation = {
	key: ['webhook'],
	label: 'the webhook',
	where: 'among the webhooks of the agent or campaign',
};

/** Whether Talkover has every webhook as it has to be. @throws NodeApiError when that could not be asked */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const registrar = await openRegistrar(context);
	const { values, memory, send } = registrar;
	const registeredAs = fingerprint(registrar);
	const fits =
		memory.webhooks.length === values.ownerIds.length &&
		memory.webhooks.every(
			(webhook) => isWanted(webhook, registrar) && webhook.registeredAs === registeredAs,
		);
	if (!fits) return false;
	for (const { source, ownerId, webhookId } of memory.webhooks) {
		const answer = await send({
			method: 'GET',
			path: [...webhooksPath(source, ownerId), webhookId],
		});
		if (!answer.ok && answer.status === 404) return false;
		if (!answer.ok) throw failed(context, answer);
		const theirs = webhookIn(answer.body, (webhook) => idOf(webhook) === webhookId);
		if (!theirs) throw failed(context, unreadableAnswer(answer.status, answer.body));
		if (!isAsRegistered(theirs, registrar)) return false;
	}
	return true;
}

function isWanted({ source, ownerId }: OwnWebhook, { values }: Registrar): boolean {
	return source === values.source && values.ownerIds.includes(ownerId);
}

/**
 * As far as Talkover shows it: somebody may have changed it there. What it doesn't show, or shows in a form that
 * can't be read, is no reason to register again: that would go on with every start of n8n.
 */
function isAsRegistered(theirs: IDataObject, { values, url }: Registrar): boolean {
	const events = eventsOf(theirs, values.events) ?? values.events;
	return (
		leadsTo(theirs, url) !== false &&
		isEnabled(theirs) !== false &&
		JSON.stringify([...events].sort()) === JSON.stringify([...values.events].sort())
	);
}

/**
 * Makes Talkover have exactly the webhooks that are wanted. One that is there already, because only a
 * setting has changed or an answer got lost, is adopted if this node made it or it leads to the very URL
 * of this node. When one cannot be made, those made before it are taken away again.
 *
 * @throws NodeApiError | NodeOperationError
 */
export async function register(context: IHookFunctions): Promise<void> {
	const registrar = await openRegistrar(context);
	const { values, memory } = registrar;
	const outdated = memory.webhooks.filter((webhook) => !isWanted(webhook, registrar));
	const stuck = leftBehind(await remove(registrar, outdated));
	if (stuck) throw failed(context, stuck);
	for (const ownerId of values.ownerIds) {
		const result = await settle(registrar, ownerId);
		if ('ok' in result) throw failed(context, await undo(registrar, ownerId, result));
		memory.webhooks = [...memory.webhooks.filter((webhook) => webhook.ownerId !== ownerId), result];
	}
}

/**
 * Removes all webhooks of this node from Talkover, whatever its parameters are by now.
 *
 * @throws NodeApiError when one is left
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const connection = await connect(context);
	const stuck = leftBehind(await remove(connection, connection.memory.webhooks));
	if (stuck) throw failed(context, stuck);
	const values = attemptValues(context);
	if ('faults' in values) return;
	await removeUnknown(connection, values.value.source, values.value.ownerIds);
}

/** Makes or changes the webhook of one agent or campaign. */
async function settle(registrar: Registrar, ownerId: string): Promise<Failure | OwnWebhook> {
	const { values, memory, send, url } = registrar;
	const { source } = values;
	const known = memory.webhooks.find((webhook) => webhook.ownerId === ownerId);
	const { token, secret } = known ?? { token: newSecret(), secret: newSecret() };
	const path = webhooksPath(source, ownerId);
	const body = bodyOf(registrar, token, secret);
	for (let again = false; ; again = true) {
		// What an earlier try has made may still be there, however this one ends.
		const end = (failure: Failure) => (again ? { ...failure, uncertain: true as const } : failure);
		const own = await ownWebhooks(registrar, path, known?.webhookId);
		if ('ok' in own) return end(own);
		const [first, ...others] = own;
		for (const other of others) {
			const gone = await send({ method: 'DELETE', path: [...path, other] });
			if (!gone.ok && gone.status !== 404) return end(gone);
		}
		const answer = await send(
			first === undefined
				? { method: 'POST', path, body, creates: WEBHOOK }
				: { method: 'PUT', path: [...path, first], body },
		);
		const webhookId = first ?? (answer.ok ? createdId(answer.body, registrar, ownerId) : undefined);
		if (answer.ok && webhookId !== undefined) {
			const registeredAs = fingerprint(registrar);
			const made = { source, ownerId, webhookId, address: url, token, secret, registeredAs };
			return { ...memory.identity, ...made };
		}
		// It may be there in spite of this: then it is found in the list, and brought to what it has to be.
		if (!again && (answer.ok || answer.uncertain)) continue;
		return answer.ok
			? unreadableAnswer(answer.status, answer.body, WEBHOOK)
			: end(withoutSecrets(answer, [token, secret]));
	}
}

/**
 * The ID of the webhook that has been created; undefined if the answer doesn't tell. What the answer holds may be
 * something else than that webhook: the agent or campaign that it belongs to, or another one of its webhooks.
 */
function createdId(body: IDataObject, { url }: Registrar, ownerId: string): string | undefined {
	const webhook = webhookIn(body, (other) => leadsTo(other, url) === true);
	if (!webhook || leadsTo(webhook, url) === false) return undefined;
	const id = idOf(webhook);
	return id === ownerId ? undefined : id;
}

/** Takes away what was made before the webhook of one agent or campaign failed. */
async function undo(registrar: Registrar, ownerId: string, failure: Failure): Promise<Failure> {
	const { values, memory } = registrar;
	const left = leftBehind(await remove(registrar, memory.webhooks));
	if (failure.uncertain) await removeUnknown(registrar, values.source, [ownerId]);
	const named = namingOwner(failure, values.source, ownerId);
	const advice = [named.advice, left?.title].filter((text) => text !== undefined).join('. ');
	return { ...named, ...(advice === '' ? {} : { advice }) };
}

/** The same failure, with the agent or campaign: n8n shows only the title when it activates a workflow. */
function namingOwner(failure: Failure, source: TriggerValues['source'], ownerId: string): Failure {
	if (failure.kind !== 'refused') return failure;
	const whose = ownerOf({ source, ownerId });
	if (failure.status !== 404) return { ...failure, title: `${failure.title} (${whose})` };
	const { displayName } = ownersField(source).property;
	return {
		...failure,
		title: `Talkover has no ${whose} (HTTP 404). Choose another one in '${displayName}', or use the API token of its environment`,
	};
}

/** Talkover may repeat what it refuses. */
function withoutSecrets(failure: Failure, secrets: readonly string[]): Failure {
	return secrets
		.map((secret) => redactionOf(secret, 'secret'))
		.reduce((safe, redaction) => redaction.value(safe), failure);
}
