/** The types of steps (API reference: update-agent-flow) for the panel. */
export const STEP_TYPES = [
	{ name: 'Action', value: 'action', description: "Run one of the agent's actions" },
	{ name: 'Ask', value: 'ask', description: 'Ask the contact something' },
	{ name: 'Decision', value: 'decision', description: 'Continue depending on the answer' },
	{ name: 'End', value: 'end', description: 'End the call' },
	{ name: 'Say', value: 'say', description: 'Say something and continue' },
	{ name: 'Transfer', value: 'transfer', description: 'Transfer the call' },
] as const;
