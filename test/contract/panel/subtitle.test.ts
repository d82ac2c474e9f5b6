import type { INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { nodeTypes } from '../../../harness/nodeTypes';
import { Talkover } from '../../../nodes/Talkover/Talkover.node.ts';
import { resources } from '../../../nodes/Talkover/resources';

const { subtitle } = new Talkover().description;

/** The text below the node's name on the canvas, which the editor evaluates in the same way. */
function shownFor(parameters: INodeParameters): unknown {
	const node = { id: 'n', name: 'Talkover', type: 'n8n-nodes-talkover.talkover', parameters };
	const workflow = new Workflow({
		nodes: [{ ...node, typeVersion: 1, position: [0, 0] }],
		connections: {},
		active: false,
		nodeTypes: nodeTypes(),
	});
	const [opened] = Object.values(workflow.nodes);
	if (!opened) throw new Error('The workflow has no node');
	return workflow.expression.getSimpleParameterValue(opened, subtitle, 'internal', {});
}

const NAMED = resources.flatMap(({ value: resource, name, operations }) =>
	operations.map((operation) => ({
		resource,
		operation: operation.value,
		named: `${name}: ${operation.name}`,
	})),
);

test.each(NAMED)('the subtitle of $resource and $operation is "$named"', ({ named, ...chosen }) => {
	expect(shownFor(chosen)).toBe(named);
});

test('the subtitle of an operation that this version does not have shows its values', () => {
	expect(shownFor({ resource: 'agent', operation: 'teleport' })).toBe('agent: teleport');
});
