import { defined } from '../base/collections/defined';
import { hashOf } from '../base/hash';

/** The account of a credential, as far as it's known without a request to Talkover. */
export interface Account {
	readonly baseUrl: string;
	/** Part of a hash, so that stored executions don't contain the token. */
	readonly tokenHash: string;
	/** The ID of the credential in n8n. */
	readonly credentialId?: string;
}

export function accountOf(baseUrl: string, token: string, credentialId?: string): Account {
	const tokenHash = hashOf(`${baseUrl}\n${token}`).slice(0, 16);
	return defined({ baseUrl, tokenHash, credentialId });
}

/**
 * Whether both belong to the same credential in n8n, even if its token was replaced in between: if a token
 * expires during a run and is replaced, the retry must not call anybody again. With another Base URL, it is
 * another account.
 */
function isSameCredential(one: Account, other: Account): boolean {
	return (
		one.credentialId !== undefined &&
		one.credentialId === other.credentialId &&
		one.baseUrl === other.baseUrl
	);
}

/** The account as it was recorded first, because its token may have been replaced since then. */
export function asRecorded(account: Account, recorded: readonly Account[]): Account {
	return recorded.find((known) => isSameCredential(known, account)) ?? account;
}

/** Adds an account to those that are recorded. */
export function withAccount(recorded: readonly Account[], account: Account): readonly Account[] {
	const { tokenHash, credentialId } = account;
	const isKnown = recorded.some(
		(known) => known.tokenHash === tokenHash && known.credentialId === credentialId,
	);
	return isKnown ? recorded : [...recorded, account];
}
