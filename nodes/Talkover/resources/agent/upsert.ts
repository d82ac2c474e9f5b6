import type { IDataObject } from 'n8n-workflow';

import type { FieldName } from '../../api/contract/documented';
import { requestFields } from '../../api/contract/requestFields';
import { sameThing, textOfId } from '../../api/content/identity';
import { namedListIn } from '../../api/response/answer';
import type { Send } from '../../api/client';
import type { Failure } from '../../api/response/reply';
import { afterOthers, localFailure } from '../../api/response/failure';
import type { ApiRequest } from '../../api/request';
import { isPathSegment } from '../../api/request';
import { comparableValue, isRecord, isSet } from '../../base/json';
import type { Result } from '../../base/result';
import { andThen, ok } from '../../base/result';
import { inSentences } from '../../base/text/sentences';
import type { Transport } from '../../operation/job';
import type { Decision } from '../../operation/creation/once';
import { operation } from '../../operation/operation';
import { readWhole } from '../../operation/answers/paging';
import { list, readAs } from '../../operation/answers/shapes';
import { resendUnknown } from '../../operation/panel/options';
import type { Agent } from '../../shared/agent/agent';
import { agentShape, isPublished, readableAgent } from '../../shared/agent/agent';
import { currentAgent } from '../../shared/agent/currentAgent';
import { keepPublished, mayDraftNotice, republishedOutput } from '../../shared/agent/keepPublished';
import type { AgentValues } from './create';
import { agentFields, agentLookup, createdAgent, creationRequest, sameName } from './create';
import { additionalFields } from './settings/additionalFields';
import { AGENT_DEFAULTS, currentBehavior } from './settings/behavior';

const TEMPERATURE = 'llm_temperature';

/** The settings of *Additional Fields* that an update sends. The API can't change the others later. */
const CHANGEABLE = [
	'askIfHumanPresentOnIdle',
	'conversationSpeed',
	'initialMessageDelay',
	'interruptSensitivity',
	'llmTemperature',
	'whoSpeaksFirst',
] as const;

/** By the part of an agent, the endpoint that changes it. */
const UPDATES = {
	calling: 'updateAgentCalling',
	knowledge: 'updateAgentKnowledge',
	voice: 'updateAgentVoice',
} as const;

/** What an update of the knowledge replaces, even if it isn't entered. */
const REPLACED_WITH_KNOWLEDGE: readonly string[] = [
	'description',
	'initial_message',
	TEMPERATURE,
] satisfies FieldName<Agent>[];

const DEFAULT_TEMPERATURE = AGENT_DEFAULTS.llmTemperature;
const TEMPERATURE_SET = `'LLM Temperature' is now ${DEFAULT_TEMPERATURE}, because Talkover didn't return the current one. To set another one, enter it`;
const TEMPERATURE_UNKNOWN =
	"'LLM Temperature' wasn't changed, because Talkover didn't return the current one: set it with Agent: Update Knowledge";
const NO_VOICE =
	"Language, speed and who speaks first weren't changed, because Talkover didn't return the voice: choose one in 'Voice'";

/** An update, and what the user should know about it; without a body, it can't be sent. */
interface Change {
	readonly part: keyof typeof UPDATES;
	readonly body?: IDataObject;
	readonly warning?: string | readonly [];
}

/**
 * Whether a value was entered and isn't what the agent has, because each change sets the agent back to draft. What Talkover
 * doesn't return counts as different, except the temperature, which it may never return.
 */
function differs(entered: unknown, current: unknown): boolean {
	return entered !== undefined && comparableValue(entered) !== comparableValue(current);
}

function callingChange(
	agent: Agent,
	{ direction, phoneNumberIds: numbers }: AgentValues,
): Change[] {
	const listed = namedListIn(agent, 'phone_numbers') ?? [];
	const current = listed.flatMap(({ id }) => textOfId(id) ?? []);
	const hasNumbers =
		!numbers || (numbers.length === listed.length && numbers.every((id) => current.includes(id)));
	if (!differs(direction, agent.direction) && hasNumbers) return [];
	// It isn't documented whether an agent keeps its numbers if none are sent.
	const isWhole = current.length > 0 && current.length === listed.length;
	const body = requestFields('UpdateAgentCallingRequest', {
		direction,
		phoneNumberIds: numbers ?? (isWhole ? current : undefined),
	});
	return [{ part: 'calling', body }];
}

/** A failure if an update would replace settings that nobody entered and Talkover doesn't return. */
function knowledgeChange(agent: Agent, values: AgentValues): Result<Change[], Failure> {
	const { description, initialMessage, additionalFields: more } = values;
	const { askIfHumanPresentOnIdle, initialMessageDelay, interruptSensitivity, llmTemperature } =
		more;
	const entered = requestFields('UpdateAgentKnowledgeRequest', {
		description,
		initialMessage,
		askIfHumanPresentOnIdle,
		initialMessageDelay,
		interruptSensitivity,
		llmTemperature,
	});
	const current: Readonly<IDataObject> = agent;
	const isChanged = Object.entries(entered).some(
		([name, value]) =>
			differs(value, current[name]) && (name !== TEMPERATURE || isSet(current[name])),
	);
	if (!isChanged) {
		const isUnknown = TEMPERATURE in entered && !isSet(current[TEMPERATURE]);
		return ok(isUnknown ? [{ part: 'knowledge', warning: TEMPERATURE_UNKNOWN }] : []);
	}
	const replaced = Object.entries(current).filter(([name]) =>
		REPLACED_WITH_KNOWLEDGE.includes(name),
	);
	return andThen(currentBehavior(agent, more, 'Additional Fields'), (behavior) => {
		const kept = replaced.filter(([, value]) => isSet(value));
		const known: IDataObject = { ...behavior, ...Object.fromEntries(kept), ...entered };
		const body = { [TEMPERATURE]: DEFAULT_TEMPERATURE, ...known };
		return ok([{ part: 'knowledge', body, warning: TEMPERATURE in known ? [] : TEMPERATURE_SET }]);
	});
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
	if (!isChanged) return [];
	const voiceId = voiceTemplateId ?? current;
	if (voiceId === undefined) return [{ part: 'voice', warning: NO_VOICE }];
	const body = requestFields('UpdateAgentVoiceRequest', {
		voiceId,
		language,
		conversationSpeed,
		whoSpeaksFirst: whoSpeaksFirst ?? agent.who_speaks_first ?? AGENT_DEFAULTS.whoSpeaksFirst,
	});
	return [{ part: 'voice', body }];
}

function changesOf(agent: Agent, values: AgentValues): Result<Change[], Failure> {
	return andThen(knowledgeChange(agent, values), (knowledge) =>
		ok([...callingChange(agent, values), ...knowledge, ...voiceChange(agent, values)]),
	);
}

/** The labels of the settings that were entered and that no request can change. */
function unchangeable({ additionalFields: more, enableRecording }: AgentValues): string[] {
	const entered = new Map(Object.entries(more));
	const labels = (additionalFields.children ?? [])
		.filter(({ name }) => entered.has(name) && !CHANGEABLE.some((known) => known === name))
		.map(({ property }) => `'${property.displayName}'`);
	// Not if it's on, which is the default.
	return enableRecording === false ? ["'Enable Recording'", ...labels] : labels;
}

/** How an item changes an agent. */
interface Updating extends Pick<Transport, 'send' | 'undoing'> {
	readonly values: AgentValues;
	readonly options: { readonly keepPublished?: boolean | undefined };
}

/** What is said about an agent that a change has taken offline. */
const NOW_DRAFT =
	"The agent was published before this change and takes no calls now. Publish it with Agent: Publish, or turn on 'Keep Published' in 'Options' before the next change";

/**
 * The status of a published agent after a change, with a warning if it's no longer published.
 *
 * @param shown the status in the responses to the change; undefined if they have none
 */
async function statusAfter(id: string, shown: unknown, send: Send) {
	const known = { current_status: shown ?? (await readableAgent(id, send))?.current_status };
	return { known, warning: isPublished(known) ? [] : [NOW_DRAFT] };
}

const CHANGED_IN_PART = 'The run ended before all changes of the agent were made';

/** Sends the changes of an agent, one after the other. */
async function sendChanges(
	id: string,
	agent: Agent,
	changes: readonly Change[],
	{ options, send, undoing }: Updating,
) {
	let item: IDataObject = { ...agent };
	let status: unknown;
	const changed: string[] = [];
	// With the option, the run publishes the agent again after the last item.
	const offline = async () =>
		changed.length > 0 && isPublished(agent) && !options.keepPublished
			? statusAfter(id, status, send)
			: undefined;
	const compensation = republishedOutput({ agentId: id }, options);
	for (const { part, body } of changes) {
		if (!body) continue;
		const request: ApiRequest = { endpoint: UPDATES[part], path: ['agents', id, part], body };
		// It may have been published after the run has looked.
		if (compensation) undoing(compensation, isPublished(agent));
		const answer = await send(request);
		if (!answer.ok) {
			const { warning: more = [] } = (await offline()) ?? {};
			const advice = inSentences(answer.advice ?? '', ...more);
			if (changed.length === 0) return { ...answer, advice };
			return afterOthers({ ...answer, advice }, CHANGED_IN_PART);
		}
		const shown = agentShape.read(answer);
		item = { ...item, ...shown };
		status = shown?.current_status ?? status;
		changed.push(part);
	}
	const after = await offline();
	return ok({ changed, item: { ...item, ...after?.known }, warnings: after?.warning ?? [] });
}

async function updated(
	listed: Agent,
	updating: Updating,
): Promise<Result<{ readonly items: IDataObject[] }, Failure>> {
	const { values, send } = updating;
	const id = textOfId(listed.id);
	if (id === undefined) {
		return localFailure("Nothing was changed because Talkover didn't return the ID of the agent");
	}
	// A list may leave out settings, which would seem to differ, or be replaced.
	const seen = changesOf(listed, values);
	const isSame = seen.ok && seen.value.length === 0;
	const read = isSame ? ok(listed) : await currentAgent(id, 'the settings of the agent', send);
	if (!read.ok) return read;
	const agent = { ...listed, ...read.value };
	const changes = changesOf(agent, values);
	if (!changes.ok) return changes;
	const sent = await sendChanges(id, agent, changes.value, updating);
	if (!sent.ok) return sent;
	const { item, changed } = sent.value;
	const kept = unchangeable(values);
	const warnings = [
		...sent.value.warnings,
		...(kept.length > 0
			? [`Talkover's API can't change ${kept.join(', ')} of an existing agent`]
			: []),
		...changes.value.flatMap(({ warning = [] }) => warning),
	];
	const warned = warnings.length > 0 ? { warning: warnings.join('. ') } : {};
	return ok({ items: [{ created: false, changed, ...item, ...warned }] });
}

/** A failed update of an agent that another item or execution has just created and that the list doesn't show yet. */
function notShownYet<Updated>(
	name: string,
	result: Result<Updated, Failure>,
): Result<Updated, Failure> {
	if (result.ok || result.why !== 'missing') return result;
	return {
		...result,
		title: `The agent "${name}" was created less than a minute ago, but Talkover doesn't show it (HTTP 404)`,
		advice:
			'Run the node again in a minute: it updates the agent, or creates it if it was deleted meanwhile',
	};
}

async function agentsNamed(name: string, send: Send): Promise<Result<Agent[], Failure>> {
	const request: ApiRequest = { endpoint: 'listAgents', path: ['agents'] };
	const isNamed = sameName(name);
	const found = await readWhole(send, request, list, {
		matches: (agent) => isNamed(agent) !== 'no',
	});
	return andThen(found, (agents) => {
		const named = agents.filter((agent) => isNamed(agent) === 'yes');
		return named.length === 0 && agents.length > 0 ? localFailure(UNNAMED, ADVICE) : ok(named);
	});
}

/** The ID of the only agent of a name; undefined if there is none, or if nothing is changed because there are several. */
async function idNamed(name: string, send: Send): Promise<Result<string | undefined, Failure>> {
	return andThen(await agentsNamed(name, send), ([agent, ...others]) =>
		ok(agent && others.length === 0 ? textOfId(agent.id) : undefined),
	);
}

/** What to do with the agents of a name. @returns undefined to create one */
function decideAgent(
	[agent, ...others]: readonly Agent[],
	justCreated: Agent | undefined,
	updating: Updating,
): Decision | undefined {
	const { name } = updating.values;
	if (!agent) {
		return (
			justCreated && {
				do: 'update',
				update: async () => notShownYet(name, await updated(justCreated, updating)),
			}
		);
	}
	if (others.some((other) => !sameThing(other, agent, 'agent'))) {
		const title = `Nothing was changed because ${others.length + 1} agents have the name "${name}"`;
		const advice =
			'Give them different names in Talkover, or change one by its ID with the update operations';
		return { do: 'fail', failure: localFailure(title, advice) };
	}
	return { do: 'update', update: async () => updated(agent, updating) };
}

const UNNAMED =
	"Nothing was changed because the name of an agent in Talkover's list can't be read, so it may be this agent";
const ADVICE =
	'Check the names of the agents in Talkover, or use Agent: Create or an operation that updates an agent by its ID';

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an agent',
	// n8n's lint rules require the beginning and the end of this description.
	description: 'Create a new agent, or update the current one if it already exists (upsert)',
	notice: mayDraftNotice,
	fields: agentFields,
	options: [keepPublished, resendUnknown],
	compensation: ({ name }, options) =>
		options.keepPublished
			? async (send) =>
					andThen(await idNamed(name, send), (agentId) =>
						ok(agentId === undefined ? undefined : republishedOutput({ agentId }, options)),
					)
			: undefined,
	// *Create* and *Create or Update* of the same name take turns, by the name that is compared.
	request: (values) => creationRequest({ ...values, name: values.name.trim() }),
	once: (item) => {
		let named: Agent[] | undefined;
		return {
			trace: (reply) => {
				const agent = readAs(agentShape, item.request, reply);
				return agent && (isPathSegment(agent.id) ? { id: agent.id } : {});
			},
			look: async (_question, send) => {
				const found = await agentsNamed(item.values.name, send);
				if (!found.ok) return found;
				named = found.value;
				return undefined;
			},
			decide: (_request, _facts, justCreated) =>
				named ? decideAgent(named, justCreated, item) : { do: 'look', at: { ask: 'current' } },
		};
	},
	recoveryLookup: agentLookup,
	data: agentShape,
	output: async (agent, item) =>
		andThen(await createdAgent(agent, item), (made) =>
			ok({ item: { created: true, changed: [], ...made.item } }),
		),
});
