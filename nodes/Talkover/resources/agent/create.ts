import { apiFields } from '../../api/request';
import { required } from '../../engine/field';
import { collection } from '../../engine/fieldGroups';
import { choice, number, text, toggle } from '../../engine/fieldTypes';
import { object, operation } from '../../engine/operation';
import { direction } from '../../fields/direction';
import { language } from '../../fields/language';
import { phoneNumberIds } from '../../fields/phoneNumbers';

/** What the API requires and the user left out: the values of the API reference's own example. */
const DEFAULTS = {
	interruptSensitivity: 'medium',
	endpointingSensitivity: 'auto',
	ivrNavigationMode: 'off',
	conversationSpeed: 1,
	initialMessageDelay: 0,
	askIfHumanPresentOnIdle: false,
	idleTimeSeconds: 5,
	llmTemperature: 0.7,
	enableRecording: true,
};

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

const whoSpeaksFirst = choice({
	displayName: 'Who Speaks First',
	name: 'whoSpeaksFirst',
	default: 'agent',
	description: 'Who opens the conversation once the call is connected',
	options: [
		{ name: 'Agent', value: 'agent', description: 'The agent says its initial message at once' },
		{ name: 'User', value: 'user', description: 'The agent waits until the person has spoken' },
	],
});

const initialMessage = text({
	displayName: 'Initial Message',
	name: 'initialMessage',
	rows: 2,
	placeholder: 'e.g. Hello, how can I help you today?',
	description: 'The first sentence the agent says; give one if it is to speak first',
});

const additionalFields = collection({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	placeholder: 'Add Field',
	fields: [
		toggle({
			displayName: 'Ask If Human Present on Idle',
			name: 'askIfHumanPresentOnIdle',
			default: DEFAULTS.askIfHumanPresentOnIdle,
			description:
				'Whether the agent asks if someone is still there after a silence. Switched off, it ends the call instead.',
		}),
		number({
			displayName: 'Conversation Speed',
			name: 'conversationSpeed',
			default: DEFAULTS.conversationSpeed,
			min: 0.1,
			max: 3,
			decimals: 2,
			description: 'How fast the agent talks, from 0.1 to 3; 1 is normal speed',
		}),
		text({
			displayName: 'Description',
			name: 'description',
			rows: 2,
			description: 'What the agent does, for the people who manage it',
		}),
		toggle({
			displayName: 'Enable Recording',
			name: 'enableRecording',
			default: DEFAULTS.enableRecording,
			description: 'Whether the calls of this agent are recorded',
		}),
		text({
			displayName: 'Endpointing Sensitivity',
			name: 'endpointingSensitivity',
			default: DEFAULTS.endpointingSensitivity,
			maxLength: 255,
			description:
				'How eagerly the agent takes a pause for the end of what the person says. Leave it at auto unless Talkover has told you another value.',
		}),
		number({
			displayName: 'Idle Time Seconds',
			name: 'idleTimeSeconds',
			default: DEFAULTS.idleTimeSeconds,
			min: 1,
			max: 60,
			description: 'How many seconds of silence pass before the agent reacts to it, from 1 to 60',
		}),
		number({
			displayName: 'Initial Idle Time Seconds',
			name: 'initialIdleTimeSeconds',
			default: 10,
			min: 1,
			max: 60,
			description:
				'How many seconds of silence pass before the agent reacts, as long as its initial message has not been said, from 1 to 60',
		}),
		number({
			displayName: 'Initial Max Idle Check Count',
			name: 'initialMaxIdleCheckCount',
			default: 1,
			min: 0,
			max: 10,
			description:
				'How often the agent asks for a sign of life at the start of a call before it hangs up, from 0 to 10',
		}),
		number({
			displayName: 'Initial Message Delay',
			name: 'initialMessageDelay',
			default: DEFAULTS.initialMessageDelay,
			min: 0,
			max: 60,
			description: 'How many seconds the agent waits before its initial message, from 0 to 60',
		}),
		choice({
			displayName: 'Interrupt Sensitivity',
			name: 'interruptSensitivity',
			default: 'medium',
			description: 'How readily the agent stops talking when the person talks over it',
			options: [
				{ name: 'High', value: 'high', description: 'The agent stops at the first sound' },
				{ name: 'Low', value: 'low', description: 'The agent mostly finishes its sentence' },
				{ name: 'Medium', value: 'medium' },
			],
		}),
		text({
			displayName: 'IVR Navigation Mode',
			name: 'ivrNavigationMode',
			default: DEFAULTS.ivrNavigationMode,
			maxLength: 255,
			description:
				'How the agent deals with a phone menu ("press 1 for…") when it places a call. Leave it at off unless Talkover has told you another value.',
		}),
		number({
			displayName: 'LLM Temperature',
			name: 'llmTemperature',
			default: DEFAULTS.llmTemperature,
			min: 0,
			max: 2,
			decimals: 2,
			description:
				'How freely the agent words its answers, from 0 (always alike) to 2 (very varied)',
		}),
		number({
			displayName: 'Max Call Duration Seconds',
			name: 'maxCallDurationSeconds',
			default: 600,
			min: 1,
			max: 3600,
			description: 'After how many seconds a call is ended in any case, from 1 to 3600',
		}),
		number({
			displayName: 'Max Idle Check Count',
			name: 'maxIdleCheckCount',
			default: 3,
			min: 1,
			max: 10,
			description: 'How often the agent asks for a sign of life before it hangs up, from 1 to 10',
		}),
		toggle({
			displayName: 'Say Goodbye on Max Duration',
			name: 'sayGoodbyeOnMaxDuration',
			default: true,
			description: 'Whether the agent says goodbye when the longest call duration is reached',
		}),
		number({
			displayName: 'User Inactivity Timeout Seconds',
			name: 'userInactivityTimeoutSeconds',
			default: 30,
			min: 5,
			max: 120,
			description:
				'After how many seconds without any sign of the person the agent gives up, from 5 to 120',
		}),
	],
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
	request: ({ additionalFields: additional, ...main }) => ({
		method: 'POST',
		path: ['agents'],
		body: apiFields({ ...main, label: main.label ?? main.name, ...DEFAULTS, ...additional }),
	}),
	data: object,
});
