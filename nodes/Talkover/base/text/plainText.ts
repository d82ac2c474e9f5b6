/** A single angle quotation mark, which looks like the `<` that begins a tag. */
const LOOKS_LIKE_LESS_THAN = '\u2039';
/** Invisible. Between these brackets, it keeps Markdown from seeing a link or a picture. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * The text for places where n8n shows the same text as HTML and as plain text: the message of an error is HTML in the
 * editor's toasts and tooltips, plain text in the node's panel, and Markdown in the chat. Only another character looks
 * right in all of them: the panel would show an entity as it is, and toasts remove unknown tags.
 */
export function plainText(text: string): string {
	return text.replaceAll('<', LOOKS_LIKE_LESS_THAN).replaceAll('](', `]${ZERO_WIDTH_SPACE}(`);
}
