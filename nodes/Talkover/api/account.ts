import { createHash } from 'node:crypto';

/** Whose things a credential works with, as far as this can be told without asking Talkover. */
export interface Account {
	readonly baseUrl: string;
	/** Part of a hash, so that what is stored of a run doesn't contain the token. */
	readonly tokenHash: string;
	/** The ID of the credential in n8n. */
	readonly credentialId?: string;
}

export function accountOf(baseUrl: string, token: string, credentialId?: string): Account {
	const tokenHash = createHash('sha256').update(`${baseUrl}\n${token}`).digest('hex').slice(0, 16);
	return { baseUrl, tokenHash, ...(credentialId === undefined ? {} : { credentialId }) };
}

/**
 * Whether both come from one credential of n8n, whose token may have been replaced in between. The owner
 * of a token that expires during a run enters a new one, and the retry must not call anybody again. A
 * credential that leads to another address is another account.
 */
export function isSameCredential(one: Account, other: Account): boolean {
	return (
		one.credentialId !== undefined &&
		one.credentialId === other.credentialId &&
		one.baseUrl === other.baseUrl
	);
}
