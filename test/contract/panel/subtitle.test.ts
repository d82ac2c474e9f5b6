import type { INodeParameters } from 'n8n-workflow';

import { Talkover } from '../../../nodes/Talkover/Talkover.node';
import { resources } from '../../../nodes/Talkover/resources/index';
import { shownExpression } from '../../support/n8n/shownExpression';

const { subtitle } = new Talkover().description;

/** The text below the node's name on the canvas. */
const shownFor = (parameters: INodeParameters) => shownExpression(subtitle, parameters);

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

test('the subtitle of an operation that this version does not have shows its value in words', () => {
	expect(shownFor({ resource: 'agent', operation: 'teleportHome' })).toBe('Agent: Teleport Home');
});
