import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
} from 'n8n-workflow';
import { NodeConnectionTypes, deepCopy } from 'n8n-workflow';

// With the extension, because Talkover.node.json is in the same folder and would be found first.
import { Talkover } from '../../nodes/Talkover/Talkover.node.ts';
import { TalkoverTrigger } from '../../nodes/Talkover/TalkoverTrigger.node.ts';

/** The node types that the harness knows. Those of n8n itself are stand-ins that pass items on. */
function loadTypes(): Readonly<Record<string, INodeType>> {
	const talkover = new Talkover();
	return {
		'n8n-nodes-talkover.talkover': talkover,
		'n8n-nodes-talkover.talkoverTool': toolVariant(talkover),
		'n8n-nodes-talkover.talkoverTrigger': new TalkoverTrigger(),
		'n8n-nodes-base.manualTrigger': trigger('Manual Trigger'),
		'n8n-nodes-base.webhook': trigger('Webhook'),
		'n8n-nodes-base.stickyNote': passThrough('Sticky Note', []),
		'n8n-nodes-base.noOp': passThrough('No Operation', [NodeConnectionTypes.Main]),
		'n8n-nodes-base.wait': passThrough('Wait', [NodeConnectionTypes.Main]),
		'n8n-nodes-base.if': passThrough('If', [NodeConnectionTypes.Main]),
		'n8n-nodes-base.filter': passThrough('Filter', [NodeConnectionTypes.Main]),
		'n8n-nodes-base.httpRequest': passThrough('HTTP Request', [NodeConnectionTypes.Main]),
		'test.agent': toolUser(),
	};
}

let loaded: Readonly<Record<string, INodeType>> | undefined;

/** The node types of a workflow. As in n8n, all workflows share one instance of each. */
export function nodeTypes(overrides: Readonly<Record<string, INodeType>> = {}): INodeTypes {
	loaded ??= loadTypes();
	const known = { ...loaded, ...overrides };
	const get = (name: string): INodeType => {
		const type = known[name];
		if (!type) throw new Error(`Unknown node type ${name}`);
		return type;
	};
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
}

/** As in production: n8n passes a trigger's items to the engine, and the trigger itself never runs. */
function trigger(displayName: string): INodeType {
	return {
		description: { ...describe(displayName, []), group: ['trigger'] },
		trigger: async () => ({}),
	};
}

function passThrough(displayName: string, inputs: INodeTypeDescription['inputs']): INodeType {
	return {
		description: describe(displayName, inputs),
		async execute(this: IExecuteFunctions) {
			return [this.getInputData()];
		},
	};
}

/** The tool that n8n derives from a node with `usableAsTool` (`ai-tools.ts` of its server). */
function toolVariant(node: INodeType): INodeType {
	const description = deepCopy(node.description);
	return Object.assign(Object.create(node) as INodeType, {
		description: {
			...description,
			name: `${description.name}Tool`,
			displayName: `${description.displayName} Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		},
	});
}

interface Tool {
	readonly name: string;
	readonly description: string;
	readonly schema: { readonly shape: Record<string, unknown> };
	invoke(input: IDataObject): Promise<string>;
}

/**
 * An AI agent without a model: calls a tool once per item, all in parallel, with the item's JSON. An item names one of
 * several tools in `tool`.
 */
function toolUser(): INodeType {
	const inputs = [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool];
	return {
		description: describe('Tool User', inputs),
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
			const calls = this.getInputData().map(async ({ json }, item) => {
				const tool = tools.find(({ name }) => name === json.tool) ?? tools[0];
				if (!tool) throw new Error('No tool is connected');
				const { name, description } = tool;
				const answer = await tool.invoke(json);
				const parameters = Object.keys(tool.schema.shape);
				return { json: { name, description, parameters, answer }, pairedItem: { item } };
			});
			return [await Promise.all(calls)];
		},
	};
}

function describe(
	displayName: string,
	inputs: INodeTypeDescription['inputs'],
): INodeTypeDescription {
	return {
		displayName,
		name: displayName,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: displayName },
		inputs,
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};
}
