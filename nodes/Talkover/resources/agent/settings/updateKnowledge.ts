import { requestFields } from '../../../api/contract/requestFields';
import { required } from '../../../parameters/field';
import { text } from '../../../parameters/scalars';
import { operation } from '../../../operation/operation';
import { agentLocator, agentShape } from '../../../shared/agent/agent';
import { draftNotice, keepPublished, republishedOutput } from '../../../shared/agent/keepPublished';
import {
	askIfHumanPresentOnIdle,
	initialMessageDelay,
	interruptSensitivity,
	llmTemperature,
} from './behavior';

const description = required(
	text({
		displayName: 'Description',
		name: 'description',
		minLength: 5,
		rows: 6,
		placeholder: 'e.g. You answer questions about orders and deliveries, politely and briefly',
		description: 'The instructions of the agent: what it does and how (at least 5 characters)',
	}),
);

const initialMessage = text({
	displayName: 'Initial Message',
	name: 'initialMessage',
	minLength: 5,
	maxLength: 255,
	rows: 2,
	placeholder: 'e.g. Hello, how can I help you today?',
	description: "The first sentence of the agent. If empty, it isn't changed (5–255 characters).",
});

export const updateKnowledge = operation({
	value: 'updateKnowledge',
	name: 'Update Knowledge',
	action: 'Update the knowledge of an agent',
	description:
		'Sets the agent back to draft, so that it takes no calls until you publish it again (Keep Published does that). Replace the instructions and all behavior settings of an agent, and the initial message if you enter one.',
	notice: draftNotice,
	fields: [
		agentLocator,
		description,
		initialMessage,
		interruptSensitivity,
		required(askIfHumanPresentOnIdle),
		required(llmTemperature),
		required(initialMessageDelay),
	],
	options: [keepPublished],
	request: ({ agentId, ...knowledge }) => ({
		method: 'PUT',
		path: ['agents', agentId, 'knowledge'],
		body: requestFields('UpdateAgentKnowledgeRequest', knowledge),
	}),
	compensation: republishedOutput,
	data: agentShape,
	simplify: [
		'id',
		'name',
		'description',
		'initial_message',
		'interrupt_sensitivity',
		'ask_if_human_present_on_idle',
		'initial_message_delay',
		'current_status',
		'is_ready_to_publish',
		'updated_at',
	],
});
