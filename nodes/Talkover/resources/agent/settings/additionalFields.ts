import { additional } from '../../../parameters/groups';
import { number, text, toggle } from '../../../parameters/scalars';
import {
	AGENT_DEFAULTS,
	askIfHumanPresentOnIdle,
	initialMessageDelay,
	interruptSensitivity,
	llmTemperature,
	whoSpeaksFirst,
} from './behavior';

/** Settings that most agents leave at their defaults. */
export const additionalFields = additional([
	askIfHumanPresentOnIdle,
	number({
		displayName: 'Conversation Speed',
		name: 'conversationSpeed',
		default: AGENT_DEFAULTS.conversationSpeed,
		min: 0.1,
		max: 3,
		decimals: 2,
		description: 'How fast the agent talks, where 1 is normal speed (0.1–3)',
	}),
	text({
		displayName: 'Endpointing Sensitivity',
		name: 'endpointingSensitivity',
		default: AGENT_DEFAULTS.endpointingSensitivity,
		maxLength: 255,
		description:
			'How quickly the agent interprets a pause as the end of a turn. Keep auto unless Talkover has given you another value.',
	}),
	number({
		displayName: 'Idle Time (Seconds)',
		name: 'idleTimeSeconds',
		default: AGENT_DEFAULTS.idleTimeSeconds,
		min: 1,
		max: 300,
		description:
			'Seconds of silence before the agent reacts (1–300, although Talkover may only accept 1–60)',
	}),
	number({
		displayName: 'Initial Idle Time (Seconds)',
		name: 'initialIdleTimeSeconds',
		default: 10,
		min: 1,
		max: 60,
		description:
			'Seconds of silence, before it has said its initial message, after which the agent reacts (1–60)',
	}),
	number({
		displayName: 'Max "Still There?" Questions at Start',
		name: 'initialMaxIdleCheckCount',
		default: 1,
		min: 0,
		max: 10,
		description:
			'How many times the agent asks whether anyone is there at the start of a call before it hangs up (0–10)',
	}),
	initialMessageDelay,
	interruptSensitivity,
	text({
		displayName: 'IVR Navigation Mode',
		name: 'ivrNavigationMode',
		default: AGENT_DEFAULTS.ivrNavigationMode,
		maxLength: 255,
		description:
			'How the agent handles a phone menu ("press 1 for…") when it makes a call. Keep off unless Talkover has given you another value.',
	}),
	text({
		displayName: 'Label',
		name: 'label',
		maxLength: 255,
		placeholder: 'e.g. Customer Support Agent',
		description: 'A longer name to show to people. If empty, the name is used.',
	}),
	llmTemperature,
	number({
		displayName: 'Max Call Duration (Seconds)',
		name: 'maxCallDurationSeconds',
		default: 600,
		min: 1,
		max: 3600,
		description: 'Seconds after which the call is ended (1–3600)',
	}),
	number({
		displayName: 'Max "Still There?" Questions',
		name: 'maxIdleCheckCount',
		default: 3,
		min: 1,
		max: 10,
		description: 'How many times the agent asks whether anyone is there before it hangs up (1–10)',
	}),
	toggle({
		displayName: 'Say Goodbye on Max Duration',
		name: 'sayGoodbyeOnMaxDuration',
		default: true,
		description: 'Whether the agent says goodbye when the maximum call duration is reached',
	}),
	number({
		displayName: 'User Inactivity Timeout (Seconds)',
		name: 'userInactivityTimeoutSeconds',
		default: 30,
		min: 5,
		max: 120,
		description: 'Seconds without any sign of the contact before the agent ends the call (5–120)',
	}),
	whoSpeaksFirst,
]);
