import type { INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { TALKOVER_NODE } from '../../../tools/harness/node';
import { nodeTypes } from '../../../tools/harness/nodeTypes';

/** The value of an expression in the node's description for these parameters, which the editor evaluates in the same way. */
export function shownExpression(
	expression: string | undefined,
	parameters: INodeParameters,
): unknown {
	const workflow = new Workflow({
		nodes: [{ ...TALKOVER_NODE, parameters }],
		connections: {},
		active: false,
		nodeTypes: nodeTypes(),
	});
	const [node] = Object.values(workflow.nodes);
	if (!node) throw new Error('The workflow has no node');
	return workflow.expression.getSimpleParameterValue(node, expression, 'internal', {});
}
