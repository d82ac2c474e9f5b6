import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { saysMissing } from '../../api/response/rejections';
import type { Failure } from '../../api/response/reply';
import { maybeCreated } from '../../api/response/reply';
import { thingIn } from '../../api/response/answer';
import { unreadableAnswer } from '../../api/response/failure';
import { redactionOf } from '../../api/credential/redaction';
import type { Creation } from '../../api/request';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { hashOf } from '../../base/hash';
import { inSentences } from '../../base/text/sentences';
import { webhookTarget } from '../../shared/webhook/webhook';
import type { OwnWebhook } from '../memory';
import type { Registrar, Secrets } from './registrar';
import { connect, failed, fingerprint, openRegistrar, registrationBody } from './registrar';
import type { Stuck } from './removal';
import { leftBehind, ownWebhooks, remove, removeUnknown } from './removal';
import { newSecret } from '../secret';
import { explained } from './rejectedWebhook';
import type { RemoteWebhook } from './remoteWebhook';
import {
	hasSecretsOf,
	hasSettings,
	isEnabled,
	leadsTo,
	subscribedEvents,
	webhookIdOf,
} from './remoteWebhook';
import { attemptValues } from '../values';

const WEBHOOK: Creation = {
	key: ['webhook'],
	label: 'the webhook',
	where: 'the webhooks of the agent or campaign',
};

/** Whether all webhooks are registered in Talkover as they should be. @throws NodeApiError if the check failed */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const registrar = await openRegistrar(context);
	const { values, memory, send } = registrar;
	if (!remembersOnlyWanted(registrar)) return false;
	let mayBeMissing = mostMissing(registrar);
	for (const ownerId of values.ownerIds) {
		const webhook = memory.webhooks.find((each) => each.ownerId === ownerId);
		const answer =
			webhook && (await send(webhookTarget('get', values.source, ownerId, webhook.webhookId)));
		if (!answer || (!answer.ok && saysMissing(answer))) {
			const owner =
				mayBeMissing > 0 ? await send(webhookTarget('list', values.source, ownerId)) : ok({});
			if (owner.ok || !saysMissing(owner)) return false;
			mayBeMissing -= 1;
			await logMissing(registrar, owner, ownerId);
			continue;
		}
		if (!answer.ok) throw failed(context, answer);
		const remoteWebhook = thingIn(answer.body);
		if (!remoteWebhook) throw failed(context, unreadableAnswer(answer.status, answer.body));
		if (!isAsRegistered(remoteWebhook, webhook, registrar)) return false;
	}
	return true;
}

function remembersOnlyWanted(registrar: Registrar): boolean {
	const { webhooks, signingKey } = registrar.memory;
	const registeredAs = fingerprint(registrar);
	const areWanted = webhooks.every(
		(webhook) => isWanted(webhook, registrar) && webhook.registeredAs === registeredAs,
	);
	return (
		areWanted && webhooks.length <= registrar.values.ownerIds.length && signingKey !== undefined
	);
}

function isWanted({ source, ownerId }: OwnWebhook, { values }: Registrar): boolean {
	return source === values.source && values.ownerIds.includes(ownerId);
}

/**
 * Whether nobody has changed the webhook in Talkover, and it has the secrets that this node knows. Missing or unreadable
 * fields don't count as changes, because otherwise every start of n8n would register the webhook again.
 */
function isAsRegistered(
	remoteWebhook: RemoteWebhook,
	webhook: OwnWebhook,
	registrar: Registrar,
): boolean {
	const { values, url } = registrar;
	const events = subscribedEvents(remoteWebhook, values.events) ?? values.events;
	return (
		hasSecretsOf(remoteWebhook, webhook) !== false &&
		leadsTo(remoteWebhook, url) !== false &&
		isEnabled(remoteWebhook) !== false &&
		hasSettings(remoteWebhook, registrationBody(registrar, { token: '', secret: '' })) &&
		JSON.stringify([...events].sort()) === JSON.stringify([...values.events].sort())
	);
}

/**
 * Registers exactly the webhooks that the parameters require. An existing webhook, e.g. after a changed setting or a
 * lost response, is adopted if this node created it or it delivers to the URL of this node. If one can't be
 * created, those created before it are removed again.
 *
 * All webhooks get new secrets, because an existing one may have delivered the old ones to another address. n8n stores
 * the new secrets only after the last webhook. Until then, the node accepts the old ones and responds to the new ones
 * with 401, so that Talkover delivers the event again. If n8n never stores them, because it was stopped, a later webhook
 * failed, or a backup was restored, the marks of the webhooks differ from what is stored. Then {@link isRegistered} is
 * false the next time, and the webhooks are adopted with new secrets.
 *
 * @throws NodeApiError | NodeOperationError
 */
export async function register(context: IHookFunctions): Promise<void> {
	const registrar = await openRegistrar(context);
	const { values, memory } = registrar;
	const outdated = memory.webhooks.filter((webhook) => !isWanted(webhook, registrar));
	const stuck = leftBehind(await removeOutdated(registrar, outdated));
	if (stuck) throw failed(context, stuck);
	// The same for all, so that a delivery is verified with one HMAC, however many webhooks there are.
	const secret = newSecret();
	let mayBeMissing = mostMissing(registrar);
	for (const ownerId of values.ownerIds) {
		const result = await createOrUpdate(registrar, ownerId, secret);
		const others = memory.webhooks.filter((webhook) => webhook.ownerId !== ownerId);
		if (result.ok) {
			memory.webhooks = [...others, result.value];
		} else {
			if (mayBeMissing === 0 || !saysMissing(result.failure)) {
				throw failed(context, await undo(registrar, ownerId, result));
			}
			mayBeMissing -= 1;
			memory.webhooks = others;
			await logMissing(registrar, result.failure, ownerId);
		}
	}
}

/**
 * How many agents or campaigns may be missing, e.g. because they were deleted. If the registration fails while n8n starts, n8n
 * removes all webhooks of the workflow, and the events of the others would be lost. If all are missing, the token may be that of
 * another environment.
 */
function mostMissing({ context, values }: Registrar): number {
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return isStart ? values.ownerIds.length - 1 : 0;
}

async function logMissing(registrar: Registrar, failure: Failure, ownerId: string): Promise<void> {
	const { context } = registrar;
	const { title } = await explained(registrar, failure, ownerId);
	context.logger.error(`${context.getNode().name}: ${title}. The others are registered`);
}

/**
 * Removes webhooks of agents that are no longer selected. A token of another owner may never remove them, so that the node
 * could never be activated again. Once they're forgotten, their deliveries are rejected.
 */
async function removeOutdated(
	registrar: Registrar,
	outdated: readonly OwnWebhook[],
): Promise<Stuck[]> {
	const { context, memory } = registrar;
	const stuck = await remove(registrar, outdated);
	const isForbidden = ({ failure }: Stuck) => failure.why === 'forbidden';
	const forbidden = stuck.filter(isForbidden);
	const left = leftBehind(forbidden);
	if (left) context.logger.error(`${context.getNode().name}: ${left.title}`);
	const forgotten = forbidden.map(({ webhook }) => webhook.webhookId);
	memory.webhooks = memory.webhooks.filter(({ webhookId }) => !forgotten.includes(webhookId));
	return stuck.filter((each) => !isForbidden(each));
}

/**
 * Removes all webhooks of this node from Talkover, regardless of its current parameters.
 *
 * @throws NodeApiError if any of them is left
 */
export async function unregister(context: IHookFunctions): Promise<void> {
	const connection = await connect(context);
	const stuck = leftBehind(await remove(connection, connection.memory.webhooks));
	if (stuck) throw failed(context, stuck);
	const values = attemptValues(context);
	if (!values.ok) return;
	await removeUnknown(connection, values.value.source, values.value.ownerIds);
}

/** A webhook that couldn't be registered. */
interface Unregistered {
	readonly ok: false;
	readonly failure: Failure;
	/** Whether an attempt may have created it after all. */
	readonly mayRemain: boolean;
}

/** Creates or updates the webhook of an agent or campaign. @param secret the key of its signature */
async function createOrUpdate(
	registrar: Registrar,
	ownerId: string,
	secret: string,
): Promise<Result<OwnWebhook, Unregistered>> {
	const first = await attemptToRegister(registrar, ownerId, secret);
	if (first.ok) return first;
	if (!maybeCreated(first)) return { ok: false, failure: first, mayRemain: false };
	// It may have been created after all. Then the second attempt finds it in the list and updates it.
	const second = await attemptToRegister(registrar, ownerId, secret);
	return second.ok ? second : { ok: false, failure: second, mayRemain: true };
}

/** Updates the webhook if there is one, and creates it otherwise. Deletes further ones. */
async function attemptToRegister(
	registrar: Registrar,
	ownerId: string,
	secret: string,
): Promise<Result<OwnWebhook, Failure>> {
	const { values, memory, send } = registrar;
	const { source } = values;
	const known = memory.webhooks.find((webhook) => webhook.ownerId === ownerId);
	const own = await ownWebhooks(registrar, { source, ownerId }, known?.webhookId);
	if (!own.ok) return own;
	const [existing, ...others] = own.value;
	const failure = await deleteOthers(registrar, ownerId, others);
	if (failure) return failure;
	const secrets = { token: newSecret(), secret };
	const body = registrationBody(registrar, secrets);
	const answer = await send(
		existing === undefined
			? { ...webhookTarget('create', source, ownerId), body, creates: WEBHOOK }
			: { ...webhookTarget('update', source, ownerId, existing), body },
	);
	if (!answer.ok) return withoutSecrets(answer, secrets);
	const webhookId = existing ?? createdId(answer.body, registrar, ownerId);
	if (webhookId !== undefined) return ok(ownWebhook(registrar, { ownerId, webhookId }, secrets));
	const safe = withoutSecrets(answer, secrets);
	return unreadableAnswer(safe.status, safe.body, WEBHOOK);
}

/** Deletes further webhooks of the same agent or campaign that deliver to this node. @returns the first failure */
async function deleteOthers(
	{ send, values }: Registrar,
	ownerId: string,
	webhookIds: readonly string[],
): Promise<Failure | undefined> {
	for (const id of webhookIds) {
		const answer = await send(webhookTarget('delete', values.source, ownerId, id));
		if (!answer.ok && !saysMissing(answer)) return answer;
	}
	return undefined;
}

/** What the node remembers about a webhook that it has registered. */
function ownWebhook(
	registrar: Registrar,
	{ ownerId, webhookId }: Pick<OwnWebhook, 'ownerId' | 'webhookId'>,
	{ token, secret }: Secrets,
): OwnWebhook {
	return {
		...registrar.memory.identity,
		source: registrar.values.source,
		ownerId,
		webhookId,
		address: registrar.url,
		tokenHash: hashOf(token),
		secret,
		registeredAs: fingerprint(registrar),
		...onlyEventOf(registrar),
	};
}

function onlyEventOf({ values }: Registrar): Pick<OwnWebhook, 'onlyEvent'> {
	const { source, events, options } = values;
	const [onlyEvent, ...others] = events;
	const hasCallEvents = source === 'campaign' && options.includeCallEvents;
	return onlyEvent === undefined || others.length > 0 || hasCallEvents ? {} : { onlyEvent };
}

/**
 * The ID of the created webhook; undefined if the response doesn't contain it. The response may also be about
 * something else: the agent or campaign of the webhook, or another one of its webhooks.
 */
function createdId(body: IDataObject, { url }: Registrar, ownerId: string): string | undefined {
	const webhook = thingIn(body);
	if (!webhook || leadsTo(webhook, url) === false) return undefined;
	const id = webhookIdOf(webhook);
	return id === ownerId ? undefined : id;
}

/** Removes the webhooks created before the one of an agent or campaign failed. */
async function undo(
	registrar: Registrar,
	ownerId: string,
	{ failure, mayRemain }: Unregistered,
): Promise<Failure> {
	const { values, memory } = registrar;
	const connection = registrar.undoing();
	const left = leftBehind(await remove(connection, memory.webhooks));
	if (mayRemain) await removeUnknown(connection, values.source, [ownerId]);
	const named = await explained(registrar, failure, ownerId);
	const advice = inSentences(named.advice, left?.title);
	return { ...named, ...(advice === '' ? {} : { advice }) };
}

/** Talkover may repeat values. They're removed before a message is cut, which could leave a part of one. */
function withoutSecrets<Value>(value: Value, { token, secret }: Secrets): Value {
	return [token, secret]
		.map((text) => redactionOf(text, 'secret'))
		.reduce((safe, redaction) => redaction.value(safe), value);
}
