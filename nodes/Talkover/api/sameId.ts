/** Whether two IDs are the same; Talkover may have the same one as a number and as text. */
export function isSameId(a: unknown, b: unknown): boolean {
	return textOf(a) !== undefined && textOf(a) === textOf(b);
}

function textOf(id: unknown): string | undefined {
	return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}
