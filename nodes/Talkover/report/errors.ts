import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { MOST_MESSAGES } from '../base/bounds';
import { plainText } from '../base/text/plainText';
import { defined } from '../base/collections/defined';
import type { Problem } from './problem';
import { countOf, details, headline, lineText } from './problem';

/** The position of an item in the run. */
interface Position {
	readonly itemIndex: number;
	readonly total: number;
}

export type NodeFailure = NodeApiError | NodeOperationError;

/**
 * The error that ends a run at its first failed item.
 *
 * @param notes further lines for the user
 */
export function runError(
	node: INode,
	problem: Problem,
	position: Position,
	{ done, notes }: { readonly done: number; readonly notes: readonly string[] },
): NodeFailure {
	const progress = `${done} of ${position.total} items succeeded before the run ended`;
	const lines = position.total === 1 ? [] : [...place(position), progress];
	return nodeError(node, problem, position, [...lines, ...notes]);
}

const NOT_SENT = 'Nothing was sent for this item';

const CONTINUE =
	"To continue with the other items, set 'On Error' in the node's settings to 'Continue'";

/** One error for all invalid items, before anything is sent. */
export function inputError(
	node: INode,
	rejected: readonly { readonly itemIndex: number; readonly problem: Problem }[],
	total: number,
): NodeFailure | undefined {
	const [first] = rejected;
	if (first === undefined) return undefined;
	const position = { itemIndex: first.itemIndex, total };
	if (rejected.length === 1) {
		const others = total > 1 ? [CONTINUE] : [];
		const lines = ['Nothing was sent to Talkover', ...place(position), ...others];
		return nodeError(node, first.problem, position, lines);
	}
	const title = `${rejected.length} of ${total} items have invalid input`;
	// Each item has at least one line, so these items are enough for the list.
	const lines = rejected
		.slice(0, MOST_MESSAGES)
		.flatMap(({ itemIndex, problem }) =>
			problem.lines.map((line) => ({ text: `Item ${itemIndex}: ${lineText(line)}` })),
		)
		.slice(0, MOST_MESSAGES);
	const count = rejected.reduce((sum, { problem }) => sum + countOf(problem), 0);
	const problem: Problem = {
		...{ kind: 'invalid', title, titleSaysAll: true, lines, more: count - lines.length },
		advice: `Nothing was sent to Talkover. n8n counts items from 0. ${CONTINUE}`,
	};
	return nodeError(node, problem, position);
}

/**
 * The output item of a failed item if the node continues on fail.
 *
 * It has exactly two keys, `message` and `error`, by which n8n recognizes it and sends it to the error
 * output (`handleNodeErrorOutput`). An `error` on the item itself would do so too, but n8n would then
 * discard all of the JSON except its message.
 */
export function failedItem(problem: Problem, item: number): INodeExecutionData {
	const { kind, status, code, lines, outcomeUnknown } = problem;
	const unsent = kind === 'invalid' && problem.advice === undefined ? [NOT_SENT] : [];
	const error: IDataObject = defined({
		...{ kind, outcomeUnknown, statusCode: status, code },
		description: [...details(problem), ...unsent].join('\n'),
		fields: lines.map(({ text, ...where }) => ({ ...where, message: text })),
	});
	return { json: { message: headline(problem), error }, pairedItem: { item } };
}

/** For an error that isn't about one of several items. */
const OF_NODE: Position = { itemIndex: 0, total: 1 };

/**
 * A problem as n8n shows it.
 *
 * @param position of its item; by default, the problem is about the node itself
 */
export function nodeError(
	node: INode,
	problem: Problem,
	{ itemIndex, total }: Position = OF_NODE,
	extraLines: readonly string[] = [],
): NodeFailure {
	const title = plainText(headline(problem));
	const message = total > 1 ? `${title} [item ${itemIndex}]` : title;
	const description = asHtml([...details(problem), ...extraLines]);
	const { status } = problem;
	const error =
		problem.kind === 'invalid' || problem.kind === 'cancelled'
			? new NodeOperationError(node, message, { itemIndex })
			: new NodeApiError(
					node,
					{ message },
					defined({ message, itemIndex, httpCode: status?.toString() }),
				);
	// Both classes replace a message that merely contains a code such as EEXIST ("preexisting") and set
	// their own description, so both are set again. n8n records an execution whose error says "canceled"
	// as canceled instead of failed.
	error.message = message.replaceAll('canceled', 'cancelled');
	error.description = description;
	return error;
}

/** An error about the node itself rather than about an item. */
export function setupError(node: INode, message: string, advice?: string): NodeFailure {
	return nodeError(node, defined({ kind: 'invalid', title: message, lines: [], advice }));
}

/**
 * n8n numbers items from 0 and adds `[item 49]` to messages without it, but people count from 1, so the
 * line has both numbers.
 */
function place({ itemIndex, total }: Position): string[] {
	if (total === 1) return [];
	return [`n8n counts items from 0, so item ${itemIndex} is number ${itemIndex + 1} of ${total}`];
}

/** The editor shows the description as HTML only, which ignores line breaks. */
function asHtml(lines: readonly string[]): string | undefined {
	if (lines.length === 0) return undefined;
	return lines.map(asHtmlText).join('<br>');
}

/** Escapes text for HTML. */
export function asHtmlText(text: string): string {
	return text.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;');
}
