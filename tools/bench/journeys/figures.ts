/** A call of a function of the package. */
export interface Entry {
	readonly file: string;
	/** Where the function is in the file. */
	readonly position: number;
}

/** How far one item travels through the code of the package. */
export interface Figures {
	/** Different functions that are entered. */
	readonly functions: number;
	/** How often functions are entered in all. */
	readonly entries: number;
	readonly files: number;
	/** Entries in another file than the one before. */
	readonly moves: number;
}

/** @param entries in their order */
export function figuresOf(entries: readonly Entry[]): Figures {
	const names = entries.map(({ file, position }) => `${file}:${position}`);
	return {
		functions: new Set(names).size,
		entries: entries.length,
		files: new Set(entries.map(({ file }) => file)).size,
		moves: entries.slice(1).filter(({ file }, index) => file !== entries[index]?.file).length,
	};
}
