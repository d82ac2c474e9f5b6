import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../../tools/simulator/simulator';
import type { RequestSettings } from '../../../tools/harness/talkoverNode';
import { credentialFor } from '../../../tools/harness/talkoverNode';
import type { RunOptions } from '../../../tools/harness/workflow';
import { runWorkflow } from '../../../tools/harness/workflow';

/** The expression that the sparkle button next to a parameter writes. */
export function fromAi(key: string, type = 'string'): string {
	return `={{ $fromAI('${key}', 'what to put here', '${type}') }}`;
}

/** A run in which an AI agent calls the Talkover tool several times in parallel, each time with other arguments. */
export function toolRun(
	simulator: Simulator,
	parameters: INodeParameters,
	calls: readonly IDataObject[],
	settings: Partial<INode> = {},
	credential: RequestSettings = {},
	workflowId = 'test',
): RunOptions {
	return {
		workflow: {
			id: workflowId,
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
	};
}

/** An AI agent calls the Talkover tool like in {@link toolRun}. */
export async function useTool(...run: Parameters<typeof toolRun>) {
	const result = await runWorkflow(toolRun(...run));
	return { error: result.error, json: result.output('Agent')[0]?.[0]?.json ?? {}, run: result.run };
}

/** An AI agent calls the Talkover tool with these arguments. */
export async function callTool(
	simulator: Simulator,
	parameters: INodeParameters,
	args: IDataObject,
	settings?: Partial<INode>,
) {
	return useTool(simulator, parameters, [args], settings);
}
