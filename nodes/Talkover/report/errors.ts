import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { MOST_MESSAGES } from '../parameters/bounds';
import type { Problem } from './problem';
import { countOf, details, headline, lineText } from './problem';

/** Where in the run an item stands. */
export interface Position {
	readonly itemIndex: number;
	readonly total: number;
}

export type NodeFailure = NodeApiError | NodeOperationError;

/**
 * The error that ends a run at its first failed item.
 *
 * @param notes what else the user has to know
 */
export function runError(
	node: INode,
	problem: Problem,
	position: Position,
	{ done, notes }: { readonly done: number; readonly notes: readonly string[] },
): NodeFailure {
	const progress = `${done} of ${position.total} items were completed before the run ended`;
	const lines = position.total === 1 ? [] : [...place(position), progress];
	return nodeError(node, problem, position, [...lines, ...notes]);
}

/** One report of all that is wrong with the input, made before anything was sent. */
export function inputError(
	node: INode,
	refused: readonly { readonly itemIndex: number; readonly problem: Problem }[],
	total: number,
): NodeFailure | undefined {
	const [first] = refused;
	if (first === undefined) return undefined;
	const position = { itemIndex: first.itemIndex, total };
	if (refused.length === 1) {
		const lines = ['Nothing was sent to Talkover', ...place(position)];
		return nodeError(node, first.problem, position, lines);
	}
	const title = `${refused.length} of ${total} items cannot be sent to Talkover`;
	// Each item has a line at least, so these make up the list.
	const lines = refused
		.slice(0, MOST_MESSAGES)
		.flatMap(({ itemIndex, problem }) =>
			problem.lines.map((line) => ({ text: `Item ${itemIndex}: ${lineText(line)}` })),
		)
		.slice(0, MOST_MESSAGES);
	const count = refused.reduce((sum, { problem }) => sum + countOf(problem), 0);
	const more = count - lines.length;
	const advice = 'Nothing was sent. n8n counts items from 0';
	return nodeError(node, { kind: 'invalid', title, lines, more, advice }, position);
}

/**
 * The item that a failed one leaves behind when the node continues on fail.
 *
 * Two keys, `message` and `error`, and nothing else: by these n8n recognises it and sends it to the
 * error output (`handleNodeErrorOutput`). An `error` on the item itself would do so too, but n8n then
 * throws away all of the JSON except its message.
 */
export function failedItem(problem: Problem, item: number): INodeExecutionData {
	const { kind, status, code, lines } = problem;
	const error: IDataObject = {
		kind,
		...(status === undefined ? {} : { statusCode: status }),
		...(code === undefined ? {} : { code }),
		description: details(problem).join('\n'),
		fields: lines.map(({ text, ...where }) => ({ ...where, message: text })),
	};
	return { json: { message: headline(problem), error }, pairedItem: { item } };
}

/** A problem as n8n shows it. */
export function nodeError(
	node: INode,
	problem: Problem,
	{ itemIndex, total }: Position,
	extraLines: readonly string[] = [],
): NodeFailure {
	const message = total > 1 ? `${headline(problem)} [item ${itemIndex}]` : headline(problem);
	const description = asHtml([...details(problem), ...extraLines]);
	const { status } = problem;
	const error =
		problem.kind === 'invalid' || problem.kind === 'cancelled'
			? new NodeOperationError(node, message, { itemIndex })
			: new NodeApiError(
					node,
					{ message },
					{ message, itemIndex, ...(status === undefined ? {} : { httpCode: String(status) }) },
				);
	// Both classes exchange a message that merely contains a code such as EEXIST ("preexisting") for
	// a text of their own, and take their own view of the description: what was written above stands.
	// And n8n would record an execution whose error says "canceled" as canceled and not as failed.
	error.message = message.replaceAll('canceled', 'cancelled');
	error.description = description;
	return error;
}

/**
 * n8n numbers items from 0 wherever it shows them, and adds `[item 49]` to a message that does not
 * have it; people count from 1. Both are said.
 */
function place({ itemIndex, total }: Position): string[] {
	if (total === 1) return [];
	return [`Item ${itemIndex} is number ${itemIndex + 1} of ${total}, because n8n counts from 0`];
}

/** The editor shows a description as HTML, where a line break would be lost. */
function asHtml(lines: readonly string[]): string | undefined {
	if (lines.length === 0) return undefined;
	return lines.map(asHtmlText).join('<br>');
}

/** Text as HTML that shows it as it is. */
export function asHtmlText(text: string): string {
	return text.replace(/&(?=#?\w+;)/g, '&amp;').replaceAll('<', '&lt;');
}
