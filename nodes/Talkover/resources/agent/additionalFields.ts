import { collection } from '../../parameters/groups';
import { number, text, toggle } from '../../parameters/scalars';
import {
	AGENT_DEFAULTS,
	askIfHumanPresentOnIdle,
	initialMessageDelay,
	interruptSensitivity,
	llmTemperature,
} from './behavior';

/** Settings that most agents leave as they are. */
export const additionalFields = collection({
	displayName: 'Additional Fields',
	name: 'additionalFields',
	placeholder: 'Add Field',
	fields: [
		askIfHumanPresentOnIdle,
		number({
			displayName: 'Conversation Speed',
			name: 'conversationSpeed',
			default: AGENT_DEFAULTS.conversationSpeed,
			min: 0.1,
			max: 3,
			decimals: 2,
			description: 'How fast the agent talks, from 0.1 to 3; 1 is normal speed',
		}),
		text({
			displayName: 'Description',
			name: 'description',
			rows: 2,
			description:
				'What the agent does. Talkover may require it before the agent can be published.',
		}),
		text({
			displayName: 'Endpointing Sensitivity',
			name: 'endpointingSensitivity',
			default: AGENT_DEFAULTS.endpointingSensitivity,
			maxLength: 255,
			description:
				'How eagerly the agent takes a pause for the end of what the person says. Leave it at auto unless Talkover has told you another value.',
		}),
		number({
			displayName: 'Idle Time Seconds',
			name: 'idleTimeSeconds',
			default: AGENT_DEFAULTS.idleTimeSeconds,
			min: 1,
			max: 300,
			description:
				'How many seconds of silence pass before the agent reacts to it (1–300, though Talkover may accept only 1–60)',
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
		initialMessageDelay,
		interruptSensitivity,
		text({
			displayName: 'IVR Navigation Mode',
			name: 'ivrNavigationMode',
			default: AGENT_DEFAULTS.ivrNavigationMode,
			maxLength: 255,
			description:
				'How the agent deals with a phone menu ("press 1 for…") when it places a call. Leave it at off unless Talkover has told you another value.',
		}),
		llmTemperature,
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
