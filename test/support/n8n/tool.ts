import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../../tools/simulator/simulator';
import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import { credentialFor } from '../../../tools/harness/talkoverNode';
import { runWorkflow } from '../../../tools/harness/workflow';

/** The expression that the sparkle button next to a parameter writes. */
export function fromAi(key: string, type = 'string'): string {
	return `={{ $fromAI('${key}', 'what to put here', '${type}') }}`;
}

/** An AI agent calls the Talkover tool several times in parallel, each time with other arguments. */
export async function useTool(
	simulator: Simulator,
	parameters: INodeParameters,
	calls: readonly IDataObject[],
	settings: Partial<INode> = {},
	credential: RequestSettings = {},
) {
	const result = await runWorkflow({
		workflow: {
			nodes: [
				{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
				{ name: 'Agent', type: 'test.agent' },
				{ name: 'Talkover', type: 'n8n-nodes-talkover.talkoverTool', parameters, ...settings },
			],
			connections: {
				Trigger: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
				Talkover: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
		},
		credential: { ...credentialFor(simulator), ...credential },
		items: calls,
	});
	return { error: result.error, json: result.output('Agent')[0]?.[0]?.json ?? {}, run: result.run };
}

/** An AI agent calls the Talkover tool with these arguments. */
export async function callTool(
	simulator: Simulator,
	parameters: INodeParameters,
	args: IDataObject,
	settings?: Partial<INode>,
	credential?: RequestSettings,
) {
	return useTool(simulator, parameters, [args], settings, credential);
}
