import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { ToolNode } from '../account/book';

/** Whether an AI agent uses the node as its tool. */
export function isTool({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
}

/** The node of a run, if an AI agent uses it as its tool. */
export function toolIn(
	context: Pick<IExecuteFunctions, 'getNode' | 'getWorkflow'>,
): ToolNode | undefined {
	const node = context.getNode();
	if (!isTool(node)) return undefined;
	// All workflows that were never saved count as one.
	const { id: workflow = '' } = context.getWorkflow();
	return { node: node.id, workflow };
}
