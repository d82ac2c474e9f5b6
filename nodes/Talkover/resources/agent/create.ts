import { requestFields } from '../../api/contract/requestFields';
import { required } from '../../parameters/field';
import { text, toggle } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import type { Agent } from '../../shared/agent/agent';
import { resendUnknown } from '../../operation/options';
import { AGENT_DEFAULTS, whoSpeaksFirst } from './settings/behavior';
import { additionalFields } from './settings/additionalFields';
import { direction } from '../../shared/direction';
import { language } from './settings/language';
import { phoneNumberIds } from '../../shared/phone/phoneNumbers';

const name = required(
	text({
		displayName: 'Name',
		name: 'name',
		maxLength: 255,
		placeholder: 'e.g. SupportBot',
		description: 'The name of the agent in Talkover',
	}),
);

const label = text({
	displayName: 'Label',
	name: 'label',
	maxLength: 255,
	placeholder: 'e.g. Customer Support Agent',
	description: 'A longer name to show to people. If empty, the name is used.',
});

const initialMessage = text({
	displayName: 'Initial Message',
	name: 'initialMessage',
	rows: 2,
	placeholder: 'e.g. Hello, how can I help you today?',
	description: 'The first sentence of the agent. Required if the agent speaks first.',
});

/** Not in Additional Fields, because the API requires it and recording calls has consequences. */
const enableRecording = toggle({
	displayName: 'Enable Recording',
	name: 'enableRecording',
	default: AGENT_DEFAULTS.enableRecording,
	description: 'Whether to record the calls of this agent. Recording is on by default.',
});

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an agent',
	description:
		'Create a new agent as a draft, which takes no calls until you publish it. Its calls are recorded unless you turn off Enable Recording. Before you publish it, add a description (in Additional Fields) and set a voice with Update Voice.',
	fields: [
		name,
		label,
		...language,
		direction,
		whoSpeaksFirst,
		initialMessage,
		enableRecording,
		phoneNumberIds,
		additionalFields,
	],
	options: [resendUnknown],
	request: ({ additionalFields: additional, ...main }) => ({
		method: 'POST',
		path: ['agents'],
		body: requestFields('CreateAgentRequest', {
			...AGENT_DEFAULTS,
			...main,
			label: main.label ?? main.name,
			...additional,
		}),
		creates: {
			key: ['agent', main.name],
			label: `the agent "${main.name}"`,
			where: 'the list of agents',
		},
	}),
	recoveryLookup: (values) => ({
		list: { method: 'GET', path: ['agents'] },
		isOwn: (agent: Agent) => agent.name === values.name,
	}),
	data: object,
});
