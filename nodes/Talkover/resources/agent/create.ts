import { apiFields } from '../../api/request';
import { required } from '../../engine/field';
import { text } from '../../engine/fieldTypes';
import { operation } from '../../engine/operation';
import { object } from '../../engine/shapes';
import { resendUnknown } from '../../engine/options';
import { AGENT_DEFAULTS, whoSpeaksFirst } from '../../fields/agentBehavior';
import { additionalFields } from '../../fields/agentSettings';
import { direction } from '../../fields/direction';
import { language } from '../../fields/language';
import { phoneNumberIds } from '../../fields/phoneNumbers';

const name = required(
	text({
		displayName: 'Name',
		name: 'name',
		maxLength: 255,
		placeholder: 'e.g. SupportBot',
		description: 'The name of the agent, as Talkover lists it',
	}),
);

const label = text({
	displayName: 'Label',
	name: 'label',
	maxLength: 255,
	placeholder: 'e.g. Customer Support Agent',
	description: 'A longer name for people to recognise the agent by. Left empty, it is the name.',
});

const initialMessage = text({
	displayName: 'Initial Message',
	name: 'initialMessage',
	rows: 2,
	placeholder: 'e.g. Hello, how can I help you today?',
	description: 'The first sentence the agent says; give one if it is to speak first',
});

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create agent',
	description: 'Create a new agent. It starts as a draft and takes no calls until it is published.',
	fields: [
		name,
		label,
		language,
		direction,
		whoSpeaksFirst,
		initialMessage,
		phoneNumberIds,
		additionalFields,
	],
	options: [resendUnknown],
	request: ({ additionalFields: additional, ...main }) => ({
		method: 'POST',
		path: ['agents'],
		body: apiFields({ ...main, label: main.label ?? main.name, ...AGENT_DEFAULTS, ...additional }),
		creates: {
			key: ['agent', main.name],
			label: `the agent "${main.name}"`,
			where: 'in the list of agents',
		},
	}),
	data: object,
});
