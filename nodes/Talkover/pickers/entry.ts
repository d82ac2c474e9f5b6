import type { INodeListSearchItems, INodePropertyOptions } from 'n8n-workflow';

import { cut } from '../parameters/bounds';
import { asHtmlText } from '../report/errors';

/** What is made of an element of a list: its ID, and what people read of it. */
export type Entry = Pick<INodeListSearchItems, 'description' | 'name'> & { readonly value: string };

/** Characters of a name or a description; what is longer is cut. */
const LONGEST_TEXT = 200;
/** Characters of an ID. Google Calendar's, the longest ones around, have up to 1,024. */
const LONGEST_VALUE = 1_024;

/** n8n looks for calls of this in every text of a tool's parameters, not just in expressions. */
const FROM_AI = /\$(?=fromAI\s*\()/gi;
/** Takes no room on the screen, and no `trim` removes it. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Whether n8n evaluates this value of a parameter, or its editor makes an expression of it.
 *
 * n8n takes for an expression what begins with `=` (`isExpression` of n8n-workflow). The editor writes
 * that `=` itself before a value with `{{` in it (`shouldConvertToExpression`), and n8n reads a tool's
 * arguments from any text that calls `$fromAI` (`extractFromAICalls`).
 */
export function isEvaluated(value: string): boolean {
	return value.trimStart().startsWith('=') || value.includes('{{') || value.search(FROM_AI) >= 0;
}

/**
 * An entry of Talkover's as a resource locator lists it: n8n stores the value and the name, and
 * evaluates both when they look like expressions.
 *
 * @returns undefined for an entry that must not or cannot be chosen: without an ID, with one that n8n
 * would evaluate, or with one that is too long for an ID
 */
export function listEntry({ name, value, description }: Entry): Entry | undefined {
	if (value.trim() === '' || value.length > LONGEST_VALUE || isEvaluated(value)) return undefined;
	return {
		name: unevaluated(shortened(name.trim() === '' ? value : name)),
		value,
		...(description === undefined ? {} : { description: unevaluated(shortened(description)) }),
	};
}

/** The same for a list of options, whose descriptions the editor shows as HTML, with links and images. */
export function listOption(entry: Entry): INodePropertyOptions | undefined {
	const listed = listEntry(entry);
	return listed?.description === undefined
		? listed
		: { ...listed, description: asHtmlText(listed.description) };
}

/** Looks the same, and is text to n8n. */
function unevaluated(text: string): string {
	const called = text.replace(FROM_AI, `$&${ZERO_WIDTH_SPACE}`);
	return called.trimStart().startsWith('=') ? `${ZERO_WIDTH_SPACE}${called}` : called;
}

function shortened(text: string): string {
	return text.length > LONGEST_TEXT ? cut(text, LONGEST_TEXT - 1) : text;
}
