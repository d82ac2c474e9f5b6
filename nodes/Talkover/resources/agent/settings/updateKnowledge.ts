import { requestFields } from '../../../api/contract/requestFields';
import { andThen, ok } from '../../../base/result';
import { required } from '../../../parameters/field';
import { collection } from '../../../parameters/groups';
import { text } from '../../../parameters/scalars';
import { operation } from '../../../operation/operation';
import { agentLocator, agentShape } from '../../../shared/agent/agent';
import { currentAgent } from '../../../shared/agent/currentAgent';
import { draftNotice, keepPublished, republishedOutput } from '../../../shared/agent/keepPublished';
import { behavior, currentBehavior, llmTemperature } from './behavior';

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

/** In the panel, because the API requires it and doesn't document that it returns the current value. */
const temperature = required({
	...llmTemperature,
	property: {
		...llmTemperature.property,
		hint: "Replaces the current value, which Talkover doesn't return",
	},
});

const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
	description: "Settings to change. Those that you don't add keep their current values.",
	fields: behavior,
});

export const updateKnowledge = operation({
	value: 'updateKnowledge',
	name: 'Update Knowledge',
	action: 'Update the knowledge of an agent',
	description: 'Replace the instructions of an agent',
	notice: draftNotice,
	fields: [agentLocator, description, initialMessage, temperature, updateFields],
	options: [keepPublished],
	request: ({ agentId, updateFields: changes, ...knowledge }) => ({
		endpoint: 'updateAgentKnowledge',
		path: ['agents', agentId, 'knowledge'],
		body: requestFields('UpdateAgentKnowledgeRequest', { ...knowledge, ...changes }),
	}),
	before: async ({ request, values: { agentId, updateFields: changes }, send }) => {
		if (behavior.every(({ name }) => changes[name] !== undefined)) return undefined;
		// The API replaces all of them, so the current values are sent. Not cached, because another item may change them.
		const current = await currentAgent(agentId, 'the settings of the agent', send);
		return andThen(current, (agent) =>
			andThen(currentBehavior(agent, changes, 'Update Fields'), (kept) =>
				ok({ request: { ...request, body: { ...request.body, ...kept } } }),
			),
		);
	},
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
