import { randomBytes } from 'node:crypto';

const BYTES = 32;
const SECRET = new RegExp(`^[0-9a-f]{${2 * BYTES}}$`);

/** 64 hexadecimal digits that nobody can guess, so that its hash needs no slow algorithm. */
export function newSecret(): string {
	return randomBytes(BYTES).toString('hex');
}

/**
 * Whether a value has the form of {@link newSecret} and its hash. What a node finds in its static data may have been
 * edited, and an empty secret would accept every delivery with an empty header.
 */
export function isSecret(value: unknown): value is string {
	return typeof value === 'string' && SECRET.test(value);
}
