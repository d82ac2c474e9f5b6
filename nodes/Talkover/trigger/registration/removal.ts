import { idsOf } from '../../api/content/identity';
import { saysMissing } from '../../api/response/rejections';
import type { Failure } from '../../api/response/reply';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { readWhole } from '../../operation/answers/paging';
import { webhookList, webhookTarget } from '../../shared/webhook/webhook';
import type { OwnWebhook } from '../memory';
import { ownerOf } from '../memory';
import type { Connection } from './registrar';
import type { RemoteWebhook } from './remoteWebhook';
import { isWebhook, leadsTo, webhookIdOf } from './remoteWebhook';

/** A webhook that couldn't be removed. */
export interface Stuck {
	readonly webhook: OwnWebhook;
	readonly failure: Failure;
}

/**
 * Removes webhooks from Talkover. Ignores those that no longer exist. Those that can't be removed stay in the memory
 * for the next attempt.
 */
export async function remove(
	connection: Connection,
	webhooks: readonly OwnWebhook[],
): Promise<Stuck[]> {
	const { memory, send } = connection;
	const stuck: Stuck[] = [];
	for (const webhook of webhooks) {
		const { source, ownerId, webhookId } = webhook;
		const answer = await send(webhookTarget('delete', source, ownerId, webhookId));
		if (answer.ok || saysMissing(answer)) {
			if (!answer.ok) await warnIfElsewhere(connection, webhook);
			memory.webhooks = memory.webhooks.filter((other) => other.webhookId !== webhookId);
		} else {
			stuck.push({ webhook, failure: answer });
		}
	}
	return stuck;
}

/** A token of another environment finds neither the webhook nor its agent or campaign. */
async function warnIfElsewhere({ context, send }: Connection, webhook: OwnWebhook): Promise<void> {
	const { source, ownerId, webhookId } = webhook;
	const owner = await send(webhookTarget('list', source, ownerId));
	if (owner.ok || !saysMissing(owner)) return;
	context.logger.warn(
		`${context.getNode().name}: couldn't find ${ownerOf(webhook)}. If it's in another environment, its webhook ${webhookId} still delivers events: delete it there`,
	);
}

/** The failure for webhooks that couldn't be removed; undefined if there are none. */
export function leftBehind(stuck: readonly Stuck[]): Failure | undefined {
	const [first] = stuck;
	if (!first) return undefined;
	const those = stuck.map(({ webhook }) => `${webhook.webhookId} of ${ownerOf(webhook)}`);
	// Everything is in the title, because n8n only logs the title after a failed deactivation.
	const title = `These webhooks couldn't be removed from Talkover and still deliver events: ${those.join(', ')}. ${first.failure.title}`;
	return {
		...first.failure,
		title,
		advice:
			'Once this is fixed, publish (activate) and unpublish (deactivate) the workflow again, or delete the webhooks in Talkover',
	};
}

/**
 * The IDs of this node's webhooks of an agent or campaign: the one that it remembers, and those that deliver to its
 * URL and don't belong to the workflow or node that this one was copied from. A copy made with n8n's API has the same
 * URL.
 */
export async function ownWebhooks(
	{ memory, send, url }: Connection,
	{ source, ownerId }: Pick<OwnWebhook, 'ownerId' | 'source'>,
	known: string | undefined,
): Promise<Result<string[], Failure>> {
	const webhooks = await readWhole(send, webhookTarget('list', source, ownerId), webhookList);
	if (!webhooks.ok) return webhooks;
	const idOfOwn = (webhook: RemoteWebhook): string | undefined => {
		if (known !== undefined && isWebhook(webhook, known)) return known;
		const isOwn = leadsTo(webhook, url) === true && !memory.isOfAnother(idsOf(webhook, 'webhook'));
		return isOwn ? webhookIdOf(webhook) : undefined;
	};
	const ids = webhooks.value.flatMap((webhook) => idOfOwn(webhook) ?? []);
	return ok([...new Set(ids)].sort((a, b) => Number(b === known) - Number(a === known)));
}

/**
 * Removes webhooks that deliver to this node without its knowledge, because a response was lost or n8n lost the node's
 * static data. Failures are only logged, because there may be no such webhook.
 */
export async function removeUnknown(
	connection: Connection,
	source: string,
	ownerIds: readonly string[],
): Promise<void> {
	const { context, memory, send } = connection;
	const known = memory.webhooks.map(({ ownerId }) => ownerId);
	for (const ownerId of ownerIds.filter((id) => !known.includes(id))) {
		const own = await ownWebhooks(connection, { source, ownerId }, undefined);
		const failures = own.ok ? [] : [own];
		for (const id of own.ok ? own.value : []) {
			const answer = await send(webhookTarget('delete', source, ownerId, id));
			if (!answer.ok) failures.push(answer);
		}
		for (const { title } of failures.filter((failure) => !saysMissing(failure))) {
			context.logger.error(
				`${context.getNode().name}: a webhook of ${ownerOf({ source, ownerId })} may remain in Talkover: ${title}`,
			);
		}
	}
}
