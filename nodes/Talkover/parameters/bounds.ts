/**
 * Input can have any size: a server can answer with 20,000 field errors, and an expression
 * can give a text of megabytes. These bounds keep an error readable, whatever it is about.
 */

/** Messages that one error lists. */
export const MOST_MESSAGES = 50;
/** Characters of one message. */
export const LONGEST_TEXT = 500;
/** Characters of a field's name, a label or a machine code. */
export const LONGEST_NAME = 200;

/** The text, cut after that many characters; an ellipsis shows that something is missing. */
export function cut(text: string, longest: number): string {
	if (text.length <= longest) return text;
	// Where the cut goes through a character of two halves, such as an emoji, the first half goes as well.
	return `${text.slice(0, longest).replace(/\p{Surrogate}$/u, '')}…`;
}

/** The line below a list that is cut: `… and 19,950 more`. */
export function andMore(count: number): string {
	return `… and ${counted(count)} more`;
}

/** A number as English text has it: `19,950`. */
export function counted(count: number): string {
	return new Intl.NumberFormat('en-US').format(count);
}
