import { requestFields } from '../../../api/contract/requestFields';
import { sentAs } from '../../../parameters/field';
import { updates } from '../../../parameters/groups';
import { number, text } from '../../../parameters/scalars';
import { operation } from '../../../operation/operation';
import { agentLocator, agentShape } from '../../../shared/agent/agent';
import { draftNotice, keepPublished, republishedOutput } from '../../../shared/agent/keepPublished';
import { whoSpeaksFirst } from './behavior';
import { voiceTemplateLocator } from '../../../shared/voiceTemplate';

const language = text({
	displayName: 'Language',
	name: 'language',
	placeholder: 'e.g. en-US',
	description:
		"The code of the new language, which the voice must support. If empty, it isn't changed.",
});

const updateFields = updates([
	text({
		displayName: 'Ambient Background',
		name: 'ambientBackground',
		placeholder: 'e.g. office',
		description: 'The background sound, such as office, cafe or quiet',
	}),
	number({
		displayName: 'Ambient Volume',
		name: 'ambientVolume',
		default: 1,
		min: 0,
		max: 2,
		decimals: 2,
		description: 'The volume of the background sound, where 0 is silent and 2 is loud (0–2)',
	}),
	number({
		displayName: 'Conversation Speed',
		name: 'conversationSpeed',
		default: 1,
		min: 0.1,
		max: 3,
		decimals: 2,
		description:
			"How fast the agent talks, where 1 is normal speed. If not added, the speed isn't sent (0.1–3, although Talkover may only accept 1–2).",
	}),
	number({
		displayName: 'Similarity',
		name: 'similarity',
		default: 0.75,
		min: 0.5,
		max: 1,
		decimals: 2,
		description:
			'How similar the speech is to the original voice. Required for high-fidelity voices (0.5–1).',
	}),
	number({
		displayName: 'Stability',
		name: 'stability',
		default: 0.8,
		min: 0.5,
		max: 1,
		decimals: 2,
		description:
			'Higher is more even, lower more expressive. Required for high-fidelity voices (0.5–1).',
	}),
]);

export const updateVoice = operation({
	value: 'updateVoice',
	name: 'Update Voice',
	action: 'Update the voice of an agent',
	description: 'Set the voice of an agent, its speed, and who speaks first',
	notice: draftNotice,
	fields: [
		agentLocator,
		sentAs('voice_id', voiceTemplateLocator),
		whoSpeaksFirst,
		language,
		updateFields,
	],
	options: [keepPublished],
	request: ({ agentId, voiceTemplateId, updateFields: more, ...main }) => ({
		endpoint: 'updateAgentVoice',
		path: ['agents', agentId, 'voice'],
		// Despite its name, this is the ID of the template and not of an agent's voice.
		body: requestFields('UpdateAgentVoiceRequest', { voiceId: voiceTemplateId, ...main, ...more }),
	}),
	compensation: republishedOutput,
	data: agentShape,
	simplify: [
		'id',
		'name',
		'language',
		'voice',
		'conversation_speed',
		'who_speaks_first',
		'current_status',
		'is_ready_to_publish',
		'updated_at',
	],
});
