import type { IDataObject } from 'n8n-workflow';

import { requestFields } from '../../../api/contract/requestFields';
import { isSet } from '../../../base/json';
import { ok } from '../../../base/result';
import { apiNameOf, required } from '../../../parameters/field';
import { collection } from '../../../parameters/groups';
import { text } from '../../../parameters/scalars';
import { operation } from '../../../operation/operation';
import { agentLocator, agentShape } from '../../../shared/agent/agent';
import { currentAgent, notReturned } from '../../../shared/agent/currentAgent';
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

const behavior = [askIfHumanPresentOnIdle, initialMessageDelay, interruptSensitivity] as const;

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
	description:
		'Sets the agent back to draft, so that it takes no calls until you publish it again (Keep Published does that). Replace the instructions of an agent, and change the settings that you enter.',
	notice: draftNotice,
	fields: [agentLocator, description, initialMessage, temperature, updateFields],
	options: [keepPublished],
	request: ({ agentId, updateFields: changes, ...knowledge }) => ({
		method: 'PUT',
		path: ['agents', agentId, 'knowledge'],
		body: requestFields('UpdateAgentKnowledgeRequest', { ...knowledge, ...changes }),
	}),
	before: async ({ request, values: { agentId, updateFields: changes }, send }) => {
		const kept = behavior.filter(({ name }) => changes[name] === undefined);
		if (kept.length === 0) return undefined;
		// The API replaces all of them, so the current values are sent. Not cached, because another item may change them.
		const current = await currentAgent(agentId, 'the settings of the agent', send);
		if (!current.ok) return current;
		const shown: Readonly<IDataObject> = current.value;
		const values = kept.map((field) => [apiNameOf(field), shown[apiNameOf(field)]] as const);
		const missing = kept.filter((_field, index) => !isSet(values[index]?.[1]));
		if (missing.length > 0) {
			const labels = missing.map(({ property }) => `'${property.displayName}'`).join(', ');
			return notReturned(`${labels} of the agent`, `Add ${labels} to 'Update Fields'`);
		}
		return ok({
			request: { ...request, body: { ...request.body, ...Object.fromEntries(values) } },
		});
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
