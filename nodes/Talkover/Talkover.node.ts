import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { allFieldsOf, methodsOf, propertiesOf } from './operation/resource';
import { run } from './run/runner';
import { resources } from './resources';

/** The Talkover node: all it does is declared in `resources/`. */
export class Talkover implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkover',
		name: 'talkover',
		icon: { light: 'file:../../icons/talkover.svg', dark: 'file:../../icons/talkover.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create and steer AI voice agents that answer and place phone calls',
		defaults: { name: 'Talkover' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkoverApi', required: true }],
		properties: propertiesOf(resources, 'agent'),
	};

	methods = methodsOf(allFieldsOf(resources));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return run(this, resources);
	}
}
