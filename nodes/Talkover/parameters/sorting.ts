/**
 * For `sort`: by the alphabet, whatever the case. `localeCompare` would be the usual way; loading what
 * it knows of languages takes longer than all the rest of loading this package, and the texts are
 * English.
 */
export function byText<Entry>(textOf: (entry: Entry) => string) {
	return (a: Entry, b: Entry): number => {
		const [first, second] = [textOf(a).toLowerCase(), textOf(b).toLowerCase()];
		return first < second ? -1 : Number(first > second);
	};
}
