import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;
const SECRET = new RegExp(`^[0-9a-f]{${2 * BYTES}}$`);

/** 64 hexadecimal digits that nobody can guess. */
export function newSecret(): string {
	return randomBytes(BYTES).toString('hex');
}

/** The SHA-256 of a secret. No slow hash is needed, because nobody can guess 256 random bits. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/**
 * Whether a value has the form of {@link newSecret} and {@link hashOf}. What a node finds in its static data may have been
 * edited, and an empty secret would accept every delivery with an empty header.
 */
export function isSecret(value: unknown): value is string {
	return typeof value === 'string' && SECRET.test(value);
}
