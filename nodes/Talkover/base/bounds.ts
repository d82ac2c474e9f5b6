/**
 * Limits that keep error messages readable: a server can respond with 20,000 field errors, and an
 * expression can return megabytes of text.
 */

/** The most messages that an error lists. */
export const MOST_MESSAGES = 50;
/** The most characters of a message. */
export const LONGEST_TEXT = 500;
/** The most characters of a field's name, a label or a machine code. */
export const LONGEST_NAME = 200;

/** The text, cut after `longest` characters. An ellipsis shows that something is missing. */
export function cut(text: string, longest: number): string {
	if (text.length <= longest) return text;
	// If the cut splits a surrogate pair, such as an emoji, the first half is removed as well.
	return `${text.slice(0, longest).replace(/\p{Surrogate}$/u, '')}…`;
}

/** The line below a list that is cut: `… and 19,950 more`. */
export function andMore(count: number): string {
	return `… and ${counted(count)} more`;
}

/** A number formatted for English text: `19,950`. */
export function counted(count: number): string {
	return new Intl.NumberFormat('en-US').format(count);
}
