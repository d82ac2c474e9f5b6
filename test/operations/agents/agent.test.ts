import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';

const talkover = useSimulator();

async function run(operation: string, agentId: string, more: INodeParameters = {}) {
	const agent = chosen(agentId);
	return runTalkover(talkover(), { resource: 'agent', operation, agentId: agent, ...more });
}

const KNOWLEDGE = {
	description: 'Reminds people of appointments',
	initialMessage: 'Hello, this is a reminder.',
	interruptSensitivity: 'low',
	askIfHumanPresentOnIdle: true,
	llmTemperature: 0.3,
	initialMessageDelay: 1,
};
const VOICE = {
	voiceTemplateId: { __rl: true, mode: 'list', value: SEED.voiceTemplateId },
	whoSpeaksFirst: 'user',
	updateFields: { conversationSpeed: 1.5 },
};

/** Creates an agent with only the required fields and returns its ID. */
async function created(): Promise<string> {
	const parameters = { resource: 'agent', operation: 'create', name: 'Ana', label: '' };
	const [agent] = jsonOf(await runTalkover(talkover(), parameters));
	return String(agent?.id);
}

test('an agent can be created, configured, published, unpublished and deleted', async () => {
	const id = await created();

	const early = shownError(await run('publish', id));
	expect(early.message).toContain(
		"Talkover rejected the request (HTTP 422) – check 'Description', 'Voice'",
	);
	const [taught] = jsonOf(await run('updateKnowledge', id, KNOWLEDGE));
	expect(taught).toMatchObject({ current_status: 'draft', is_ready_to_publish: false });
	const voiceless = shownError(await run('publish', id));
	expect(voiceless.message).toContain('Voice: The voice field is required to publish.');
	const [voiced] = jsonOf(await run('updateVoice', id, VOICE));
	expect(voiced).toMatchObject({ current_status: 'draft', is_ready_to_publish: true });
	const [published] = jsonOf(await run('publish', id));
	expect(published).toMatchObject({ id, current_status: 'published', is_ready_to_publish: true });

	const [got] = jsonOf(await run('get', id, { simplify: false }));
	expect(got).toMatchObject({
		description: 'Reminds people of appointments',
		initial_message: 'Hello, this is a reminder.',
		interrupt_sensitivity: 'low',
		ask_if_human_present_on_idle: true,
		initial_message_delay: 1,
		conversation_speed: 1.5,
		who_speaks_first: 'user',
		voice: { name: 'Amy', template: { id: SEED.voiceTemplateId } },
	});
	const listed = { returnAll: true, filters: { status: 'published', search: 'ana' } };
	expect(jsonOf(await run('getMany', id, listed))).toEqual([expect.objectContaining({ id })]);

	const rejected = shownError(await run('delete', id));
	expect(rejected.message).toContain('A published agent must be unpublished before it is deleted.');
	const [unpublished] = jsonOf(await run('unpublish', id));
	expect(unpublished).toMatchObject({ id, current_status: 'draft' });
	expect(jsonOf(await run('delete', id))).toEqual([{ deleted: true }]);
	const { message } = shownError(await run('get', id));
	expect(message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Agent not found",
	);
});

test.each(['publish', 'unpublish'])(
	'%s succeeds when it is run a second time',
	async (operation) => {
		await run(operation, SEED.supportAgentId);

		const again = await run(operation, SEED.supportAgentId);

		expect(again.error).toBeUndefined();
		expect(jsonOf(again)).toEqual([expect.objectContaining({ id: SEED.supportAgentId })]);
	},
);

test('an unpublished agent cannot make calls', async () => {
	const call = { resource: 'call', operation: 'make', phone: '+12125001111' };
	await run('unpublish', SEED.salesAgentId);

	const { message } = shownError(await run('make', SEED.salesAgentId, call));

	expect(message).toBe('Talkover rejected the request (HTTP 400) – The agent is not published');
});

test('an agent with an active call cannot be deleted', async () => {
	await run('unpublish', SEED.salesAgentId);

	const { message } = shownError(await run('delete', SEED.salesAgentId));

	expect(message).toBe(
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – Cannot delete agent while it has active calls.',
	);
	expect(jsonOf(await run('get', SEED.salesAgentId))).toHaveLength(1);
});

test.each([
	['updateKnowledge', KNOWLEDGE],
	['updateVoice', VOICE],
])('%s sets a published agent to draft', async (operation, parameters) => {
	await run(operation, SEED.supportAgentId, parameters);

	expect(jsonOf(await run('get', SEED.supportAgentId))).toEqual([
		expect.objectContaining({ current_status: 'draft', is_ready_to_publish: true }),
	]);
});

test('the initial message cache can be enabled only for an agent with enough calls, and disabled again', async () => {
	const cache = async (enableInitialMessageCache: boolean) =>
		run('updateAdvancedSettings', SEED.salesAgentId, { enableInitialMessageCache });
	const check = async () => jsonOf(await run('checkOptimizedCosts', SEED.salesAgentId));
	const summary = async () => jsonOf(await run('getPricingSummary', SEED.salesAgentId));

	expect(await check()).toEqual([
		{
			eligible: false,
			current_calls: 1,
			required_calls: 700,
			threshold_days: 7,
			calls_remaining: 699,
		},
	]);
	expect(shownError(await cache(true)).message).toBe(
		'Talkover rejected the request (HTTP 422) – Agent does not meet the call volume threshold for optimized costs',
	);
	const [call] = talkover().state.calls;
	if (!call) throw new Error('There is no call');
	talkover().state.calls.push(...Array.from({ length: 699 }, () => call));
	expect(await check()).toEqual([expect.objectContaining({ eligible: true, current_calls: 700 })]);
	expect(jsonOf(await cache(true))).toEqual([
		expect.objectContaining({ advanced_settings: { enable_initial_message_cache: true } }),
	]);
	expect(await summary()).toEqual([expect.objectContaining({ optimized_costs_enabled: true })]);
	expect(jsonOf(await cache(false))).toEqual([
		expect.objectContaining({ advanced_settings: { enable_initial_message_cache: false } }),
	]);
	expect(await summary()).toEqual([expect.objectContaining({ optimized_costs_enabled: false })]);
});

test('Get Pricing returns the pricing of the agent', async () => {
	expect(jsonOf(await run('getPricing', SEED.supportAgentId))).toEqual([
		expect.objectContaining({ agent_id: SEED.supportAgentId, currency: 'USD' }),
	]);
});

test.each([
	['unpublish', {}],
	['updateAdvancedSettings', { enableInitialMessageCache: false }],
	['updateKnowledge', KNOWLEDGE],
	['updateVoice', VOICE],
	['getPricing', {}],
	['getPricingSummary', {}],
	['checkOptimizedCosts', {}],
])('%s reports an agent that does not exist', async (operation, parameters) => {
	const { message } = shownError(await run(operation, 'nobody', parameters));

	expect(message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Agent not found",
	);
});

test('updateKnowledge does not send an empty initial message', async () => {
	await run('updateKnowledge', SEED.supportAgentId, { ...KNOWLEDGE, initialMessage: '' });

	expect(talkover().requests[0]).toMatchObject({
		method: 'PUT',
		url: `/api/v1/agents/${SEED.supportAgentId}/knowledge`,
	});
	expect(talkover().requests[0]?.body).toStrictEqual({
		description: 'Reminds people of appointments',
		interrupt_sensitivity: 'low',
		ask_if_human_present_on_idle: true,
		llm_temperature: 0.3,
		initial_message_delay: 1,
	});
});

test('updateKnowledge sends false and 0 as values', async () => {
	const off = { askIfHumanPresentOnIdle: false, llmTemperature: 0, initialMessageDelay: 0 };
	await run('updateKnowledge', SEED.supportAgentId, { ...KNOWLEDGE, ...off });

	expect(talkover().requests[0]?.body).toMatchObject({
		ask_if_human_present_on_idle: false,
		llm_temperature: 0,
		initial_message_delay: 0,
	});
});

test('updateVoice sends every field that is set', async () => {
	const [agent] = jsonOf(
		await run('updateVoice', SEED.supportAgentId, {
			...VOICE,
			language: 'en-US',
			updateFields: {
				conversationSpeed: 1.5,
				ambientBackground: 'cafe',
				ambientVolume: 0,
				similarity: 0.5,
				stability: '={{ "1" }}',
			},
		}),
	);

	expect(talkover().requests[0]?.body).toStrictEqual({
		voice_id: SEED.voiceTemplateId,
		conversation_speed: 1.5,
		who_speaks_first: 'user',
		language: 'en-US',
		ambient_background: 'cafe',
		ambient_volume: 0,
		similarity: 0.5,
		stability: 1,
	});
	expect(agent).toMatchObject({
		voice: { stability: 1, similarity_boost: 0.5, ambient_background: 'cafe' },
	});
	expect(agent).not.toHaveProperty('trainings');
});

test('updateVoice does not send optional fields that are not set', async () => {
	await run('updateVoice', SEED.supportAgentId, VOICE);

	expect(talkover().requests[0]?.body).toStrictEqual({
		voice_id: SEED.voiceTemplateId,
		conversation_speed: 1.5,
		who_speaks_first: 'user',
	});
});

test.each([
	[
		{ voiceTemplateId: 'nobody' },
		"Talkover couldn't find the requested resource (HTTP 404) – Voice not found",
	],
	[
		{ voiceTemplateId: SEED.voiceTemplateIdInPortuguese, language: 'en-US' },
		'Talkover rejected the request (HTTP 422) – Language: The selected language is invalid.',
	],
])('updateVoice shows the message of Talkover when it rejects %j', async (more, message) => {
	expect(shownError(await run('updateVoice', SEED.supportAgentId, { ...VOICE, ...more }))).toEqual(
		expect.objectContaining({ message }),
	);
});

test.each<[string, string, INodeParameters]>([
	['updateKnowledge', 'Description: is required', { ...KNOWLEDGE, description: BLANK }],
	['updateKnowledge', 'Description: must have at least 5', { ...KNOWLEDGE, description: 'Hi' }],
	['updateKnowledge', 'Initial Message: must have at', { ...KNOWLEDGE, initialMessage: 'Hi!' }],
	['updateKnowledge', 'LLM Temperature: is req', { ...KNOWLEDGE, llmTemperature: '={{ null }}' }],
	['updateKnowledge', 'Initial Message Delay: must be', { ...KNOWLEDGE, initialMessageDelay: 61 }],
	[
		'updateVoice',
		'Voice Template: is required: choose a voice',
		{ ...VOICE, voiceTemplateId: BLANK },
	],
	[
		'updateVoice',
		'Conversation Speed: must be between 0.1 and 3',
		{ ...VOICE, updateFields: { conversationSpeed: 0.05 } },
	],
	['updateVoice', 'Stability: must be between 0.5', { ...VOICE, updateFields: { stability: 0.4 } }],
	[
		'updateAdvancedSettings',
		'Enable Initial Message Cache: is required',
		{ enableInitialMessageCache: BLANK },
	],
])('%s fails with "%s" before anything is sent', async (operation, message, parameters) => {
	const shown = shownError(await run(operation, SEED.supportAgentId, parameters));

	expect(shown.message).toContain(`Invalid input – ${message}`);
	expect(talkover().requests).toEqual([]);
});

test('updateVoice sends a speed only if one is entered, and only within all documented ranges', async () => {
	const { updateFields: _speed, ...voice } = VOICE;
	const voice_id = SEED.voiceTemplateId;
	await run('updateVoice', SEED.supportAgentId, voice);
	for (const conversationSpeed of [0.1, 1, 3]) {
		await run('updateVoice', SEED.supportAgentId, {
			...voice,
			updateFields: { conversationSpeed },
		});
	}

	expect(talkover().requests.map(({ status, body }) => ({ status, body }))).toEqual([
		{ status: 200, body: { voice_id, who_speaks_first: 'user' } },
		...[0.1, 1, 3].map((speed) => ({
			status: 200,
			body: { voice_id, who_speaks_first: 'user', conversation_speed: speed },
		})),
	]);
});
