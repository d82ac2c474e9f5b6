import type { IExecuteFunctions } from 'n8n-workflow';

import type { Resource } from '../operation/resource';
import { findOperation } from '../operation/resource';
import type { Operation } from '../operation/spec';
import { setupError } from '../report/errors';
import { isFromModel } from './options';

/** @throws NodeOperationError if an AI model was to choose it, or if this version of the package doesn't have it */
export function chosenOperation(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Operation {
	const node = context.getNode();
	if (isFromModel(node, 'resource') || isFromModel(node, 'operation')) {
		const title = "An AI model can't choose the resource or the operation of the Talkover node";
		throw setupError(node, title, 'Choose both in the node, and use one node per operation');
	}
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = findOperation(resources, resource, name);
	if (operation) return operation;
	throw setupError(
		node,
		`This version of the Talkover node doesn't have the operation '${name}' of '${resource}'`,
		'Update the package n8n-nodes-talkover, or choose another operation',
	);
}
