import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { plainText } from '../base/text/plainText';

/** Shows a hint above the node's output. The editor shows it as HTML, and it may contain values from outside. */
export function showHint(
	context: IExecuteFunctions,
	message: string,
	type: NonNullable<NodeExecutionHint['type']>,
): void {
	context.addExecutionHints({ message: plainText(message), location: 'outputPane', type });
}
