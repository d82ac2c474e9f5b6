import { choice, number, toggle } from '../../../parameters/scalars';

/** Defaults for fields that the API requires, from the example in the API reference. */
export const AGENT_DEFAULTS = {
	interruptSensitivity: 'medium',
	endpointingSensitivity: 'auto',
	ivrNavigationMode: 'off',
	conversationSpeed: 1,
	initialMessageDelay: 0,
	askIfHumanPresentOnIdle: false,
	idleTimeSeconds: 5,
	llmTemperature: 0.7,
	enableRecording: true,
	whoSpeaksFirst: 'agent',
} as const;

export const askIfHumanPresentOnIdle = toggle({
	displayName: 'Ask If Human Present on Idle',
	name: 'askIfHumanPresentOnIdle',
	default: AGENT_DEFAULTS.askIfHumanPresentOnIdle,
	description:
		'Whether the agent asks after a silence if someone is still there. If off, it ends the call instead.',
});

export const initialMessageDelay = number({
	displayName: 'Initial Message Delay (Seconds)',
	name: 'initialMessageDelay',
	default: AGENT_DEFAULTS.initialMessageDelay,
	min: 0,
	max: 60,
	description: 'How many seconds the agent waits before its initial message (0–60)',
});

export const interruptSensitivity = choice({
	displayName: 'Interrupt Sensitivity',
	name: 'interruptSensitivity',
	default: AGENT_DEFAULTS.interruptSensitivity,
	description: 'How quickly the agent stops talking when it is interrupted',
	options: [
		{ name: 'High', value: 'high', description: 'The agent stops at the first sound' },
		{ name: 'Low', value: 'low', description: 'The agent mostly finishes its sentence' },
		{ name: 'Medium', value: 'medium' },
	],
});

export const llmTemperature = number({
	displayName: 'LLM Temperature',
	name: 'llmTemperature',
	default: AGENT_DEFAULTS.llmTemperature,
	min: 0,
	max: 2,
	decimals: 2,
	description: 'How varied the wording of the agent is, where 0 is the least and 2 the most (0–2)',
});

export const whoSpeaksFirst = choice({
	displayName: 'Who Speaks First',
	name: 'whoSpeaksFirst',
	default: AGENT_DEFAULTS.whoSpeaksFirst,
	description: 'Who speaks first when the call is connected',
	options: [
		{ name: 'Agent', value: 'agent', description: 'The agent says its initial message' },
		{ name: 'User', value: 'user', description: 'The agent waits until the contact has spoken' },
	],
});
