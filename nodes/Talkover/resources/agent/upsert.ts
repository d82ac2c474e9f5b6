import type { IDataObject } from 'n8n-workflow';

import type { FieldName } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { sameThing, textOfId } from '../../api/content/identity';
import { namedListIn } from '../../api/response/answer';
import type { Send } from '../../api/client';
import type { Failure } from '../../api/response/failure';
import { localFailure } from '../../api/response/failure';
import type { ApiRequest } from '../../api/request';
import { isRecord, isSet } from '../../base/json';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import { operation } from '../../operation/operation';
import { readWhole } from '../../operation/paging';
import { list } from '../../operation/shapes';
import { resendUnknown } from '../../operation/options';
import type { Agent } from '../../shared/agent/agent';
import { agentShape } from '../../shared/agent/agent';
import type { AgentValues } from './create';
import { agentFields, createdAgent, creationRequest, sameName } from './create';
import { additionalFields } from './settings/additionalFields';
import { AGENT_DEFAULTS } from './settings/behavior';

/** The settings of *Additional Fields* that an update sends. The API can't change the others later. */
const CHANGEABLE = [
	'askIfHumanPresentOnIdle',
	'conversationSpeed',
	'initialMessageDelay',
	'interruptSensitivity',
	'llmTemperature',
	'phoneNumberIds',
	'whoSpeaksFirst',
] as const;

/** What an update of the knowledge replaces and Talkover returns. */
const KNOWLEDGE: readonly FieldName<Agent>[] = [
	'description',
	'initial_message',
	'ask_if_human_present_on_idle',
	'initial_message_delay',
	'interrupt_sensitivity',
];

interface Change {
	readonly part: string;
	readonly body: IDataObject;
}

/** Whether a value was entered and isn't what the agent has. What Talkover doesn't return counts as different. */
function differs(entered: unknown, current: unknown): boolean {
	return entered !== undefined && JSON.stringify(entered) !== JSON.stringify(current);
}

function callingChange(agent: Agent, { direction, additionalFields: more }: AgentValues): Change[] {
	const current = namedListIn(agent, 'phone_numbers')?.map(({ id }) => textOfId(id));
	const numbers = more.phoneNumberIds;
	const isSame = current && numbers?.every((id) => current.includes(id));
	const hasNumbers = !numbers || (isSame === true && current.length === numbers.length);
	if (!differs(direction, agent.direction) && hasNumbers) return [];
	const body = requestFields('UpdateAgentCallingRequest', { direction, phoneNumberIds: numbers });
	return [{ part: 'calling', body }];
}

function knowledgeChange(agent: Agent, values: AgentValues): Change[] {
	const { description, initialMessage, additionalFields: more } = values;
	const { askIfHumanPresentOnIdle, initialMessageDelay, interruptSensitivity } = more;
	const entered = requestFields('UpdateAgentKnowledgeRequest', {
		description,
		initialMessage,
		askIfHumanPresentOnIdle,
		initialMessageDelay,
		interruptSensitivity,
	});
	const current: Readonly<IDataObject> = agent;
	const isChanged = Object.entries(entered).some(([name, value]) => differs(value, current[name]));
	if (!isChanged) return [];
	// The API replaces all of them, and doesn't return the temperature.
	const defaults = requestFields('UpdateAgentKnowledgeRequest', {
		llmTemperature: more.llmTemperature ?? AGENT_DEFAULTS.llmTemperature,
		askIfHumanPresentOnIdle: AGENT_DEFAULTS.askIfHumanPresentOnIdle,
		initialMessageDelay: AGENT_DEFAULTS.initialMessageDelay,
		interruptSensitivity: AGENT_DEFAULTS.interruptSensitivity,
	});
	const kept = KNOWLEDGE.flatMap((name) => (isSet(current[name]) ? [[name, current[name]]] : []));
	const body = { ...defaults, ...(Object.fromEntries(kept) as IDataObject), ...entered };
	return [{ part: 'knowledge', body }];
}

function voiceChange(
	agent: Agent,
	{ voiceTemplateId, language, ...values }: AgentValues,
): Change[] {
	const { conversationSpeed, whoSpeaksFirst } = values.additionalFields;
	const template = isRecord(agent.voice) ? agent.voice.template : undefined;
	const current = isRecord(template) ? textOfId(template.id) : undefined;
	const isChanged =
		differs(voiceTemplateId, current) ||
		differs(language, agent.language) ||
		differs(conversationSpeed, agent.conversation_speed) ||
		differs(whoSpeaksFirst, agent.who_speaks_first);
	const voiceId = voiceTemplateId ?? current;
	if (!isChanged || voiceId === undefined) return [];
	const body = requestFields('UpdateAgentVoiceRequest', {
		voiceId,
		language,
		conversationSpeed,
		whoSpeaksFirst: whoSpeaksFirst ?? agent.who_speaks_first ?? AGENT_DEFAULTS.whoSpeaksFirst,
	});
	return [{ part: 'voice', body }];
}

/** The labels of the settings that were entered and that no request can change. */
function unchangeable({ additionalFields: more }: AgentValues): string[] {
	const entered = new Map(Object.entries(more));
	return (additionalFields.children ?? [])
		.filter(({ name }) => entered.has(name) && !CHANGEABLE.some((known) => known === name))
		.map(({ property }) => `'${property.displayName}'`);
}

async function updated(
	agent: Agent,
	values: AgentValues,
	send: Send,
): Promise<Result<{ readonly items: IDataObject[] }, Failure>> {
	const id = textOfId(agent.id);
	if (id === undefined) {
		return localFailure("Nothing was changed because Talkover didn't return the ID of the agent");
	}
	let item: IDataObject = { ...agent };
	const changes = [callingChange, knowledgeChange, voiceChange].flatMap((of) => of(agent, values));
	for (const { part, body } of changes) {
		const request: ApiRequest = { method: 'PUT', path: ['agents', id, part], body };
		const answer = await send(request);
		if (!answer.ok) return answer;
		item = { ...item, ...agentShape.read(answer.body) };
	}
	const kept = unchangeable(values);
	const warning = `Talkover's API can't change ${kept.join(', ')} of an existing agent`;
	const changed = changes.map(({ part }) => part);
	return ok({
		items: [{ created: false, changed, ...item, ...(kept.length > 0 ? { warning } : {}) }],
	});
}

async function agentsNamed(name: string, send: Send): Promise<Result<Agent[], Failure>> {
	const request: ApiRequest = { method: 'GET', path: ['agents'] };
	return readWhole(send, request, list, { matches: sameName(name) });
}

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an agent',
	// n8n's lint rules require the beginning and the end of this description.
	description:
		'Create a new agent as a draft, or update the current one if it already exists (upsert)',
	fields: agentFields,
	options: [resendUnknown],
	request: creationRequest,
	before: async ({ values, send }) => {
		const { name } = values;
		const found = await agentsNamed(name, send);
		if (!found.ok) return found;
		const [agent, ...others] = found.value;
		if (!agent) return undefined;
		if (others.some((other) => !sameThing(other, agent, 'agent'))) {
			return localFailure(
				`Nothing was changed because ${others.length + 1} agents have the name "${name}"`,
				'Give them different names in Talkover, or change one by its ID with the update operations',
			);
		}
		return updated(agent, values, send);
	},
	recoveryLookup: ({ name }) => ({
		list: { method: 'GET', path: ['agents'] },
		isOwn: sameName(name),
	}),
	data: agentShape,
	output: async (agent, item) =>
		andThen(await createdAgent(agent, item), (made) =>
			ok({ item: { created: true, changed: [], ...made.item } }),
		),
});
