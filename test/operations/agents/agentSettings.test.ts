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
	conversationSpeed: 1.5,
	whoSpeaksFirst: 'user',
};

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
	[{ voiceTemplateId: 'nobody' }, 'Talkover could not find what was asked for – Voice not found'],
	[
		{ voiceTemplateId: SEED.voiceTemplateIdInPortuguese, language: 'en-US' },
		'Talkover did not accept the values – Language: The selected language is invalid.',
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
	['updateVoice', 'Conversation Speed: must be between 1 ', { ...VOICE, conversationSpeed: 0.9 }],
	['updateVoice', 'Stability: must be between 0.5', { ...VOICE, updateFields: { stability: 0.4 } }],
	[
		'updateAdvancedSettings',
		'Enable Initial Message Cache: is required',
		{ enableInitialMessageCache: BLANK },
	],
])('%s fails with "%s" before anything is sent', async (operation, message, parameters) => {
	const shown = shownError(await run(operation, SEED.supportAgentId, parameters));

	expect(shown.message).toContain(`This cannot be sent to Talkover – ${message}`);
	expect(talkover().requests).toEqual([]);
});
