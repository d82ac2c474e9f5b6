import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../api/failure';
import { readPages } from '../operation/paging';
import { webhooksPath } from '../shared/webhook';
import type { OwnWebhook } from './memory';
import { ownerOf } from './memory';
import type { Connection } from './registrar';
import { idOf, leadsTo, webhookList } from './theirs';

/** A webhook that is still there, though it should not be. */
interface Stuck {
	readonly webhook: OwnWebhook;
	readonly failure: Failure;
}

/**
 * Removes webhooks from Talkover. One that is gone already is fine; one that cannot be removed stays in
 * the memory, so that the next try removes it.
 */
export async function remove(
	{ memory, send }: Connection,
	webhooks: readonly OwnWebhook[],
): Promise<Stuck[]> {
	const stuck: Stuck[] = [];
	for (const webhook of webhooks) {
		const { source, ownerId, webhookId } = webhook;
		const answer = await send({
			method: 'DELETE',
			path: [...webhooksPath(source, ownerId), webhookId],
		});
		if (answer.ok || answer.status === 404) {
			memory.webhooks = memory.webhooks.filter((other) => other.webhookId !== webhookId);
		} else {
			stuck.push({ webhook, failure: answer });
		}
	}
	return stuck;
}

/** The failure that tells of webhooks that could not be removed; undefined when all could. */
export function leftBehind(stuck: readonly Stuck[]): Failure | undefined {
	const [first] = stuck;
	if (!first) return undefined;
	const those = stuck.map(({ webhook }) => `${webhook.webhookId} of ${ownerOf(webhook)}`);
	// All in the title, because of a failed deactivation n8n logs that alone.
	const title = `Not removed from Talkover, and still delivering: ${those.join(', ')}. ${first.failure.title}`;
	return {
		...first.failure,
		title,
		advice:
			'Activate and deactivate the workflow again once that is fixed, or delete them in Talkover',
	};
}

/**
 * The ids of the webhooks of an agent or campaign that are this node's: it remembers having made them,
 * or they lead to its URL and are not known to be of the workflow or node that this one was copied from.
 * A copy made with n8n's API has the same URL.
 */
export async function ownWebhooks(
	{ memory, send, url }: Connection,
	path: readonly string[],
	known: string | undefined,
): Promise<Failure | string[]> {
	const webhooks = await readPages(send, { method: 'GET', path }, webhookList, { paging: 'none' });
	if (!webhooks.ok) return webhooks;
	const isOwn = (webhook: IDataObject, id: string) =>
		id === known || (leadsTo(webhook, url) === true && !memory.isOfAnother(id));
	const ids = webhooks.output.flatMap((webhook) => {
		const id = idOf(webhook);
		return id !== undefined && isOwn(webhook, id) ? [id] : [];
	});
	return [...new Set(ids)].sort((a, b) => Number(b === known) - Number(a === known));
}

/**
 * Removes what leads to this node without its knowing: the answer to a creation got lost, or n8n lost
 * the node's static data. That it could not be asked for is logged and no more, as there may be none.
 */
export async function removeUnknown(
	connection: Connection,
	source: string,
	ownerIds: readonly string[],
): Promise<void> {
	const { context, memory, send } = connection;
	const known = memory.webhooks.map(({ ownerId }) => ownerId);
	for (const ownerId of ownerIds.filter((id) => !known.includes(id))) {
		const path = webhooksPath(source, ownerId);
		const own = await ownWebhooks(connection, path, undefined);
		const failures = 'ok' in own ? [own] : [];
		for (const id of 'ok' in own ? [] : own) {
			const answer = await send({ method: 'DELETE', path: [...path, id] });
			if (!answer.ok) failures.push(answer);
		}
		for (const { title } of failures.filter(({ status }) => status !== 404)) {
			context.logger.error(
				`${context.getNode().name}: a webhook of ${ownerOf({ source, ownerId })} may be left in Talkover: ${title}`,
			);
		}
	}
}
