import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../api/response/reply';
import { isSet } from '../../../base/json';
import type { Result } from '../../../base/result';
import { ok } from '../../../base/result';
import { apiNameOf } from '../../../parameters/field';
import { choice, number, toggle } from '../../../parameters/scalars';
import type { Agent } from '../../../shared/agent/agent';
import { notReturned } from '../../../shared/agent/currentAgent';

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

/** What an update of the knowledge replaces and Talkover returns. */
export const behavior = [
	askIfHumanPresentOnIdle,
	initialMessageDelay,
	interruptSensitivity,
] as const;

/**
 * The current values of the behavior that nobody entered.
 *
 * @param group the name of the group in which they can be entered
 * @returns a failure if Talkover doesn't return all of them
 */
export function currentBehavior(
	agent: Agent,
	entered: Readonly<Record<string, unknown>>,
	group: string,
): Result<IDataObject, Failure> {
	const shown: Readonly<IDataObject> = agent;
	const kept = behavior.filter(({ name }) => entered[name] === undefined);
	const missing = kept.filter((field) => !isSet(shown[apiNameOf(field)]));
	if (missing.length > 0) {
		const labels = missing.map(({ property }) => `'${property.displayName}'`).join(', ');
		return notReturned(`${labels} of the agent`, `Add ${labels} to '${group}'`);
	}
	return ok(Object.fromEntries(kept.map((field) => [apiNameOf(field), shown[apiNameOf(field)]])));
}
