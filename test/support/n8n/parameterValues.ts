/** The value of a resource locator with this ID, as n8n stores it. */
export function chosen(id: unknown) {
	return { __rl: true, mode: 'id', value: String(id) };
}

/** An expression that returns an empty text. n8n rejects an empty required field before the run, but not this. */
export const BLANK = '={{ "" }}';
