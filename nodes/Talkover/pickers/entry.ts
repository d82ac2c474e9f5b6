import type { INodeListSearchItems, INodePropertyOptions } from 'n8n-workflow';

import { LONGEST_ID } from '../api/request';
import { cut } from '../base/bounds';
import { isText } from '../base/json';
import { asHtmlText } from '../report/errors';

/** An entry of a list in the editor: its ID, and the texts that people read. */
export type Entry = Pick<INodeListSearchItems, 'description' | 'name'> & {
	readonly value: string;
	/** Whether it comes after all others. */
	readonly isLast?: boolean;
};

/** The most characters of a name or a description. Longer ones are cut. */
const LONGEST_TEXT = 200;

/** n8n looks for calls of this function in every text of a tool's parameters, not only in expressions. */
const FROM_AI = /\$(?=fromAI\s*\()/gi;
/** Invisible on the screen, and `trim` doesn't remove it. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Whether n8n evaluates a parameter's value, or its editor turns the value into an expression.
 *
 * n8n treats values that begin with `=` as expressions (`isExpression` of n8n-workflow). The editor adds the `=`
 * to values that contain `{{` (`shouldConvertToExpression`), and n8n reads a tool's arguments from any text that
 * calls `$fromAI` (`extractFromAICalls`).
 */
export function isEvaluated(value: string): boolean {
	return value.trimStart().startsWith('=') || value.includes('{{') || value.search(FROM_AI) >= 0;
}

/**
 * An entry for the list of a resource locator, with its description in the name, because n8n shows nothing else. n8n
 * stores its value and name, and evaluates both if they look like expressions.
 *
 * @returns undefined for an entry that can't or must not be selected: without an ID, with an ID that n8n would
 * evaluate, or with an ID that is too long
 */
export function listEntry({ name, value, description = '' }: Entry): Entry | undefined {
	const texts = [name.trim() === '' ? value : name, description];
	return selectable({ name: texts.filter(isText).join(' · '), value });
}

/** The same for a list of options, whose descriptions the editor shows as HTML, including links and images. */
export function listOption({ description, ...entry }: Entry): INodePropertyOptions | undefined {
	const listed = selectable(entry);
	if (!listed || description === undefined) return listed;
	return { ...listed, description: shownText(description) };
}

/** A description in a list of options. */
export function shownText(text: string): string {
	return asHtmlText(shown(text));
}

function selectable({ name, value }: Entry): Entry | undefined {
	if (value.trim() === '' || value.length > LONGEST_ID || isEvaluated(value)) return undefined;
	return { name: shown(name.trim() === '' ? value : name), value };
}

function shown(text: string): string {
	return unevaluated(shortened(text));
}

/** Returns a text that looks the same and that n8n doesn't evaluate. */
function unevaluated(text: string): string {
	const called = text.replace(FROM_AI, `$&${ZERO_WIDTH_SPACE}`);
	return called.trimStart().startsWith('=') ? `${ZERO_WIDTH_SPACE}${called}` : called;
}

function shortened(text: string): string {
	return text.length > LONGEST_TEXT ? cut(text, LONGEST_TEXT - 1) : text;
}
