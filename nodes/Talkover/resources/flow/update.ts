import type { Documented } from '../../api/contract/documented';
import type { Send } from '../../api/client';
import { requestFields } from '../../api/contract/requestFields';
import { ok } from '../../base/result';
import { ownChoice } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import type { Shape } from '../../operation/answers/shapes';
import { object } from '../../operation/answers/shapes';
import { SharedKey } from '../../operation/creation/sharedKey';
import { saysValid } from '../../api/response/answer';
import { unreadableAnswer } from '../../api/response/failure';
import { agentLocator, readableAgent } from '../../shared/agent/agent';
import {
	keepPublished,
	republishNotice,
	republishedOutput,
} from '../../shared/agent/keepPublished';
import { WITHOUT_FLOW, checkFlow, flowFields, toFlowConfig } from './config/flowConfig';

const FLOW_DRIVEN = 'flow_driven';

const conversationMode = ownChoice({
	displayName: 'Conversation Mode',
	name: 'conversationMode',
	default: FLOW_DRIVEN,
	description: 'Who decides how a conversation continues',
	options: [
		{
			name: 'Flow Driven',
			value: FLOW_DRIVEN,
			description:
				'The steps of a flow decide every turn, for example for intake, qualification or scripts',
		},
		{
			name: 'AI Model Decides',
			value: WITHOUT_FLOW,
			description: 'The AI model decides freely with its knowledge and actions. No flow is sent.',
		},
	],
});

const howToCheck = ownChoice({
	displayName: 'Check Flow',
	name: 'checkFlow',
	default: 'local',
	description: 'How to check the flow before saving it',
	options: [
		{ name: 'Do Not Check', value: 'none', description: 'Send the flow unchecked' },
		{
			name: 'In This Node',
			value: 'local',
			description: "Check the flow against Talkover's documented rules",
		},
		{
			name: 'With Talkover',
			value: 'talkover',
			description:
				'Have Talkover check the flow first, and save it only if it is valid. Takes one more request per item.',
		},
	],
});

/** The fields of the agent aren't documented in this response. */
const flowShape: Shape<Documented<'AgentFlow', 'agent_id' | 'current_status'>> = object;

/** By agent. */
const STATUS = new SharedKey<Promise<unknown>>();

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update the flow of an agent',
	description: 'Replace the flow of an agent and its conversation mode',
	warning: "The current flow can't be restored. Use Get first to keep a copy.",
	notice: republishNotice,
	fields: [agentLocator, conversationMode, ...flowFields],
	options: [howToCheck, keepPublished],
	request: ({ agentId, conversationMode: mode, ...flow }, options) => {
		const given = mode === FLOW_DRIVEN ? toFlowConfig(flow) : undefined;
		if (given && options.checkFlow === 'local') checkFlow(given);
		return {
			endpoint: 'updateAgentFlow',
			path: ['agents', agentId, 'flow'],
			body: requestFields('UpdateAgentFlowRequest', {
				conversationMode: mode,
				flowConfig: given?.flow,
			}),
		};
	},
	before: async ({ request, options, send }) => {
		const flowConfig = request.body?.flow_config;
		if (options.checkFlow !== 'talkover' || flowConfig === undefined) return undefined;
		const answer = await send({
			endpoint: 'validateAgentFlow',
			path: [...request.path, 'validate'],
			body: requestFields('ValidateAgentFlowRequest', { flowConfig }),
		});
		if (!answer.ok) return answer;
		return saysValid(answer.body) ? undefined : unreadableAnswer(answer.status, answer.body);
	},
	compensation: republishedOutput,
	data: flowShape,
	output: async (flow, { values: { agentId }, options, send, sendCached, shared }) => {
		// With 'Keep Published', the cached response of `sendCached` is from before the update.
		const read = async () => statusOf(agentId, options.keepPublished ? send : sendCached);
		const status = flow.current_status ?? (await shared(STATUS, agentId, read));
		const known = typeof status === 'string' ? { current_status: status } : {};
		return ok({ item: { ...flow, agent_id: flow.agent_id ?? agentId, ...known } });
	},
});

/** Undefined if it can't be read, because the flow has already been saved. */
async function statusOf(agentId: string, send: Send): Promise<unknown> {
	return (await readableAgent(agentId, send))?.current_status;
}
