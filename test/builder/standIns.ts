import type { WorkflowJSON } from '@n8n/workflow-sdk';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeTypes } from '../../tools/harness/nodeTypes';

/** What stands in for n8n's own nodes of a workflow. */
export interface StandIns {
	readonly types: Readonly<Record<string, INodeType>>;
	/** The parameters with which they ran, by the name of the node, once per item. */
	readonly told: Readonly<Record<string, readonly IDataObject[]>>;
}

/**
 * @param gives the items that the real nodes would return, by the name of the node. Others pass their items on.
 */
export function standIns(
	{ nodes }: WorkflowJSON,
	gives: Readonly<Record<string, readonly IDataObject[]>> = {},
): StandIns {
	const told: Record<string, IDataObject[]> = {};
	const others = nodes.filter(({ type }) => !type.startsWith('n8n-nodes-talkover.'));
	const types = others.map(({ type }): [string, INodeType] => {
		if (type.endsWith('.agent')) return [type, nodeTypes().getByNameAndVersion('test.agent')];
		const ofType = others.filter((node) => node.type === type);
		const names = ofType.flatMap(({ parameters = {} }) => Object.keys(parameters));
		return [type, nodeType(type, [...new Set(names)])];
	});
	return { types: Object.fromEntries(types), told };

	function nodeType(type: string, parameters: readonly string[]): INodeType {
		const isStart = type.endsWith('Trigger');
		return {
			description: {
				...{ displayName: type, name: type, version: 1, description: '' },
				group: [isStart ? 'trigger' : 'transform'],
				defaults: { name: type },
				inputs: isStart ? [] : [NodeConnectionTypes.Main],
				outputs: [NodeConnectionTypes.Main],
				// Without them, n8n drops the values.
				properties: parameters.map((name) => property(name)),
			},
			...(isStart
				? { trigger: async () => Promise.resolve({}) }
				: {
						async execute(this: IExecuteFunctions) {
							return Promise.resolve([ran(this)]);
						},
					}),
		};
	}

	function ran(context: IExecuteFunctions): INodeExecutionData[] {
		const { name, parameters } = context.getNode();
		return context.getInputData().flatMap(({ json }, item) => {
			const evaluated = Object.keys(parameters).map((each) => [
				each,
				context.getNodeParameter(each, item),
			]);
			(told[name] ??= []).push(Object.fromEntries(evaluated) as IDataObject);
			return (gives[name] ?? [json]).map((given) => ({ json: given, pairedItem: { item } }));
		});
	}
}

function property(name: string): INodeProperties {
	return { displayName: name, name, type: 'json', default: '' };
}
