/** Whether two IDs are the same. Talkover may return the same ID as a number and as text. */
export function isSameId(a: unknown, b: unknown): boolean {
	return textOfId(a) !== undefined && textOfId(a) === textOfId(b);
}

/** An ID as text; undefined if the value isn't an ID. */
export function textOfId(id: unknown): string | undefined {
	return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}
