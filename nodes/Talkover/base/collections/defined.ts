/** The same fields, of which those that may be undefined are optional instead. */
type Defined<Fields> = {
	[Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
	[Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<
		Fields[Name],
		undefined
	>;
};

/** The same object without the fields that are undefined. */
export function defined<const Fields extends object>(fields: Fields): Defined<Fields> {
	const entries: [string, unknown][] = [];
	for (const entry of Object.entries(fields)) if (entry[1] !== undefined) entries.push(entry);
	// Fields that are missing are optional, so the type is right.
	return Object.fromEntries(entries) as Defined<Fields>;
}
