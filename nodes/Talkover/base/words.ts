/** The words of a text, which may have several lines. For long lists of names, which would have a line for each otherwise. */
export function words(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}

/** The same as a set. */
export function wordSet(text: string): ReadonlySet<string> {
	return new Set(words(text));
}
