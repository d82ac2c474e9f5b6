/** The types of step (API reference: update-agent-flow), as the panel offers them. */
export const STEP_TYPES = [
	{ name: 'Action', value: 'action', description: "Carry out one of the agent's actions" },
	{ name: 'Ask', value: 'ask', description: 'Ask the person something' },
	{ name: 'Decision', value: 'decision', description: 'Go on depending on the answer' },
	{ name: 'End', value: 'end', description: 'End the call' },
	{ name: 'Say', value: 'say', description: 'Say something and go on' },
	{ name: 'Transfer', value: 'transfer', description: 'Hand the call over' },
] as const;
