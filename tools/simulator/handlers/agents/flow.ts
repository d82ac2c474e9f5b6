import type { JsonObject } from '../../contract';
import type { Handlers } from '../handler';
import { ok, withAgent } from '../handler';

export const flow: Handlers = {
	getAgentFlow: (context, environment) =>
		withAgent(context, environment, ({ id }) =>
			ok({
				data: environment.state.flows.get(id) ?? {
					conversation_mode: 'llm_driven',
					flow_config: null,
				},
			}),
		),

	updateAgentFlow: (context, environment) =>
		withAgent(context, environment, ({ id }) => {
			const { conversation_mode: mode, flow_config: config } = context.request.requestBody;
			const flowConfig = mode === 'flow_driven' ? (config as JsonObject) : null;
			const errors = flowConfig ? flowErrors(flowConfig) : [];
			if (errors.length > 0) {
				return {
					status: 422,
					body: { success: false, message: 'Flow validation failed', errors },
				};
			}
			const data = { conversation_mode: String(mode), flow_config: flowConfig };
			environment.state.flows.set(id, data);
			return ok({ data });
		}),

	validateAgentFlow: (context, environment) =>
		withAgent(context, environment, () => {
			const errors = flowErrors(context.request.requestBody.flow_config as JsonObject);
			return errors.length > 0
				? { status: 200, body: { success: false, errors } }
				: ok({ message: 'Flow is valid' });
		}),
};

interface FlowNode {
	readonly id: string;
	readonly next?: string;
	readonly branches?: readonly { readonly next: string }[];
}

/**
 * Talkover's own flow rules, written independently from the documentation: if the node shared this code,
 * a test of one against the other would prove nothing.
 */
function flowErrors(config: JsonObject): string[] {
	const nodes = config.nodes as FlowNode[];
	const entry = String(config.initial_node_id);
	const ids = nodes.map(({ id }) => id);
	const targets = ({ next, branches = [] }: FlowNode) =>
		[next, ...branches.map((branch) => branch.next)].filter((target) => target !== undefined);
	const errors = [
		...[...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
			(id) => `Duplicate node id: '${id}'`,
		),
		...(ids.includes(entry) ? [] : [`initial_node_id '${entry}' not found in nodes`]),
		...nodes.flatMap((node) =>
			targets(node)
				.filter((target) => !ids.includes(target))
				.map((target) => `Node '${node.id}' references unknown next node '${target}'`),
		),
	];
	if (errors.length > 0) return errors;
	const reached = new Set([entry]);
	for (const id of reached) {
		for (const node of nodes.filter((candidate) => candidate.id === id)) {
			for (const target of targets(node)) reached.add(target);
		}
	}
	return ids.filter((id) => !reached.has(id)).map((id) => `Node '${id}' is unreachable`);
}
