import { apiFields } from '../../parameters/apiNames';
import { sentAs } from '../../parameters/field';
import { collection } from '../../parameters/groups';
import { number, text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { agentLocator } from '../../shared/agent';
import { draftNotice, keepPublished, republishedOutput } from '../../shared/keepPublished';
import { whoSpeaksFirst } from './behavior';
import { voiceTemplateLocator } from '../../shared/voiceTemplate';

const language = text({
	displayName: 'Language',
	name: 'language',
	placeholder: 'e.g. en-US',
	description:
		'The code of the language that the agent is to speak from now on; the voice has to support it. Left empty, it is not changed.',
});

const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
	fields: [
		text({
			displayName: 'Ambient Background',
			name: 'ambientBackground',
			placeholder: 'e.g. office',
			description: 'The sound in the background, such as office, cafe or quiet',
		}),
		number({
			displayName: 'Ambient Volume',
			name: 'ambientVolume',
			default: 1,
			min: 0,
			max: 2,
			decimals: 2,
			description: 'How loud the background is, from 0 (silent) to 2 (loud)',
		}),
		number({
			displayName: 'Conversation Speed',
			name: 'conversationSpeed',
			default: 1,
			min: 0.1,
			max: 3,
			decimals: 2,
			description:
				'How fast the agent talks; 1 is normal speed. Without it the speed is not sent (0.1–3, though Talkover may accept only 1–2).',
		}),
		number({
			displayName: 'Similarity',
			name: 'similarity',
			default: 0.75,
			min: 0.5,
			max: 1,
			decimals: 2,
			description:
				'How close the speech keeps to the original voice, from 0.5 to 1. High-fidelity voices need it.',
		}),
		number({
			displayName: 'Stability',
			name: 'stability',
			default: 0.8,
			min: 0.5,
			max: 1,
			decimals: 2,
			description: 'How even the speech is, from 0.5 to 1. High-fidelity voices need it.',
		}),
	],
});

export const updateVoice = operation({
	value: 'updateVoice',
	name: 'Update Voice',
	action: 'Update the voice of an agent',
	description:
		'Set which voice an agent speaks with, how fast, and who speaks first. The voice can change what a call costs per minute. The agent becomes a draft and takes no calls until it is published again (Keep Published does that).',
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
		method: 'PUT',
		path: ['agents', agentId, 'voice'],
		// Despite its name the API wants the id of the template, not that of an agent's voice.
		body: apiFields({ voiceId: voiceTemplateId, ...main, ...more }),
	}),
	restoration: republishedOutput,
	data: object,
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
