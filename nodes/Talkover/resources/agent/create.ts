import type { IDataObject } from 'n8n-workflow';

import type { Send } from '../../api/client';
import { requestFields } from '../../api/contract/requestFields';
import type { Certainty } from '../../base/certainty';
import { certaintyOf } from '../../base/certainty';
import { isSameText, isText } from '../../base/json';
import { textOfId } from '../../api/content/identity';
import type { Failure } from '../../api/response/reply';
import { afterOthers, localFailure } from '../../api/response/failure';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import { inSentences } from '../../base/text/sentences';
import type { ApiRequest } from '../../api/request';
import type { ValuesOf } from '../../parameters/field';
import { required } from '../../parameters/field';
import { text, toggle } from '../../parameters/scalars';
import type { RecoveryLookup } from '../../operation/creation/recoveryLookup';
import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/panel/options';
import type { Agent } from '../../shared/agent/agent';
import { agentShape } from '../../shared/agent/agent';
import { direction } from '../../shared/direction';
import { phoneNumberIds } from '../../shared/phone/phoneNumbers';
import { optionalVoice } from '../../shared/voiceTemplate';
import { additionalFields } from './settings/additionalFields';
import { AGENT_DEFAULTS } from './settings/behavior';
import { language } from './settings/language';

const name = required(
	text({
		displayName: 'Name',
		name: 'name',
		maxLength: 255,
		placeholder: 'e.g. SupportBot',
		description: 'The name of the agent, by which Create or Update finds it',
	}),
);

const description = text({
	displayName: 'Description',
	name: 'description',
	rows: 4,
	placeholder: 'e.g. You answer questions about orders and deliveries, politely and briefly',
	description: 'The instructions of the agent: what it does and how. Publishing needs them.',
});

const initialMessage = text({
	displayName: 'Initial Message',
	name: 'initialMessage',
	rows: 2,
	placeholder: 'e.g. Hello, how can I help you today?',
	description: 'The first sentence of the agent. Recommended if the agent speaks first.',
});

/** Not in Additional Fields, because the API requires it and recording calls has consequences. */
const enableRecording = toggle({
	displayName: 'Enable Recording',
	name: 'enableRecording',
	default: AGENT_DEFAULTS.enableRecording,
	description: 'Whether to record the calls of this agent. Recording is on by default.',
	hint: 'In many countries, people must be told of the recording, or agree to it, before it begins',
});

const NO_VOICE_YET = 'The run ended before the voice of the new agent was set';

/** Sets the voice of a new agent, which a creation can't. */
async function withVoice(
	agent: Agent,
	body: IDataObject,
	send: Send,
): Promise<Result<{ item: IDataObject }, Failure>> {
	const id = textOfId(agent.id);
	if (id === undefined) {
		return localFailure(
			"The agent was created, but Talkover didn't return its ID, so its voice wasn't set",
			'Set it with Agent: Update Voice',
		);
	}
	const answer = await send({ endpoint: 'updateAgentVoice', path: ['agents', id, 'voice'], body });
	if (answer.ok) return ok({ item: { ...agent, ...agentShape.read(answer) } });
	const created = `The agent was created (ID ${id}); only its voice wasn't set. A retry sets it and creates nothing`;
	return afterOthers({ ...answer, advice: inSentences(created, answer.advice) }, NO_VOICE_YET);
}

/** The parameters of a new agent. */
export const agentFields = [
	name,
	...language,
	direction,
	description,
	optionalVoice,
	phoneNumberIds,
	initialMessage,
	enableRecording,
	additionalFields,
] as const;

export type AgentValues = ValuesOf<typeof agentFields>;

/** The request that creates an agent, without its voice. */
export function creationRequest({
	additionalFields: additional,
	voiceTemplateId: _voice,
	...main
}: AgentValues): ApiRequest {
	return {
		endpoint: 'createAgent',
		path: ['agents'],
		body: requestFields('CreateAgentRequest', {
			...AGENT_DEFAULTS,
			label: main.name,
			...main,
			...additional,
		}),
		creates: {
			key: ['agent', main.name],
			label: `the agent "${main.name}"`,
			where: 'the list of agents',
		},
	};
}

/** Whether an agent has this name. One whose name can't be read may have it. */
export function sameName(wanted: string): (agent: Agent) => Certainty {
	return ({ name: own }) => certaintyOf(isText(own) ? isSameText(own, wanted) : undefined);
}

/** How a creation without a response is found. */
export function agentLookup({ name: wanted }: AgentValues): RecoveryLookup {
	return { list: { endpoint: 'listAgents', path: ['agents'] }, isOwn: sameName(wanted) };
}

/** The item of a new agent, after its voice has been set. */
export async function createdAgent(
	agent: Agent,
	{ values, send }: { readonly values: AgentValues; readonly send: Send },
): Promise<Result<{ item: IDataObject }, Failure>> {
	const { voiceTemplateId, additionalFields: additional } = values;
	if (voiceTemplateId === undefined) return ok({ item: agent });
	const { whoSpeaksFirst = AGENT_DEFAULTS.whoSpeaksFirst } = additional;
	const body = requestFields('UpdateAgentVoiceRequest', {
		voiceId: voiceTemplateId,
		whoSpeaksFirst,
	});
	return withVoice(agent, body, send);
}

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an agent',
	description: 'Create a new agent, which is a draft until you publish it',
	fields: agentFields,
	options: [resendUnknown],
	request: creationRequest,
	recoveryLookup: agentLookup,
	data: agentShape,
	output: createdAgent,
});
