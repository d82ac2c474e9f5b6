import type { Account } from '../api/account';
import type { ApiRequest } from '../api/request';
import { creationOf, methodOf, pathKey } from '../api/request';
import { hashOf } from '../base/hash';

/**
 * The key of a creation for the executions of the process: a hash of the account and of what distinguishes the creation from
 * others. The same for an AI agent's tool, which may call whom a workflow has just called.
 */
export function creationKey(request: ApiRequest, account: Account): string {
	return keyOf(account, identityOf(request, true));
}

/** The key by which an item recognizes what an earlier attempt created for it. Stored with failed executions. */
export function itemCreationKey(request: ApiRequest, account: Account, byTool: boolean): string {
	return keyOf(account, itemIdentityOf(request, byTool));
}

/** The ID of a compensation: a hash of the account and of its key. Stored like the key of a creation. */
export function compensationId(key: string, account: Account): string {
	return keyOf(account, ['restoration', key]);
}

function keyOf({ baseUrl, tokenHash }: Account, identity: readonly string[]): string {
	return hashOf(JSON.stringify([baseUrl, tokenHash, ...identity])).slice(0, 32);
}

/**
 * What distinguishes a creation from others of the same account. Never changes, because stored executions contain
 * hashes of it: an updated package that computes another hash would create everything again.
 *
 * @param byTool whether an AI agent's tool sends the request; tools have no item index to add to the key
 */
function identityOf(request: ApiRequest, byTool: boolean): readonly string[] {
	const { key = [], toolKey = [] } = creationOf(request) ?? {};
	return [methodOf(request), pathKey(request), ...key, ...(byTool ? toolKey : [])];
}

/** What distinguishes the creation from others of the same item. Never changes, like {@link identityOf}. */
export function itemIdentityOf(request: ApiRequest, byTool: boolean): readonly string[] {
	const creation = creationOf(request);
	const isAnyPath = creation?.isOncePerItem === true && !byTool;
	return isAnyPath ? [methodOf(request), ...creation.key] : identityOf(request, byTool);
}
