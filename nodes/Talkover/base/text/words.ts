/** The words of a text, which may have several lines. For long lists of names, which would have a line for each otherwise. */
export function words(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}

/** The same as a set. */
export function wordSet(text: string): ReadonlySet<string> {
	return new Set(words(text));
}

/** Each word with its key, from the words of each key. */
export function keysByWord<Key extends string>(
	wordsOf: Readonly<Record<Key, string>>,
): (readonly [word: string, key: Key])[] {
	const entries = Object.entries(wordsOf) as [Key, string][];
	return entries.flatMap(([key, text]) => words(text).map((word) => [word, key] as const));
}
