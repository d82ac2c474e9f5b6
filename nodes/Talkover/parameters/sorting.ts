/**
 * A comparison for `sort`: alphabetical, ignoring case. Doesn't use `localeCompare`, because loading its
 * language data takes longer than loading the rest of this package, and the texts are English.
 */
export function byText<Entry>(textOf: (entry: Entry) => string) {
	return (a: Entry, b: Entry): number => {
		const [first, second] = [textOf(a).toLowerCase(), textOf(b).toLowerCase()];
		return first < second ? -1 : Number(first > second);
	};
}
