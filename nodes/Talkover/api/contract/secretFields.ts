import type { DocumentedName } from './documented';

type Secret =
	| DocumentedName<'CreateSipTrunkRequest'>
	| DocumentedName<'CreateWebhookRequest'>
	| DocumentedName<'CreateSftpRequest'>;

/** The fields of the contract that Talkover documents as never returned (`writeOnly`). */
export const SECRET_FIELDS = [
	'password',
	'private_key',
	'private_key_passphrase',
	'webhook_secret',
] as const satisfies readonly Secret[];

/** The fields of the contract with headers that users enter. Their values are secrets, and their names aren't. */
export const HEADER_FIELDS = ['custom_headers'] as const satisfies readonly Secret[];
