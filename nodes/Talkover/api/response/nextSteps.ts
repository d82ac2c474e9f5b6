/** What to do after a rejection with one of these machine codes (`x-error-codes` in the contract). */
export const NEXT_STEPS: Readonly<Record<string, string>> = {
	AGENT_HAS_ACTIVE_CALLS: 'Wait until the calls of the agent have ended, then run the node again',
	AGENT_INACTIVE: "Publish the agent with 'Agent: Publish', then run the node again",
	AGENT_IS_PUBLISHED: "Unpublish the agent with 'Agent: Unpublish', then run the node again",
	CAMPAIGN_HAS_ACTIVE_CALLS:
		"Pause the campaign with 'Campaign: Update Status', then run the node again",
	INVALID_AGENT_DIRECTION:
		"Set the direction of the agent to Inbound with 'Agent: Update Calling', then run the node again",
	MEETING_PROVIDER_REQUIRED:
		'Connect the calendar to a provider with online meetings in Talkover, then run the node again',
	MISSING_PHONE_NUMBER:
		"Enter the number to call in 'Phone', and make sure that the agent has a phone number ('Agent: Update Calling')",
	OPTIMIZED_COSTS_NOT_ELIGIBLE:
		"See 'Agent: Check Cost Eligibility' for the number of calls that the agent still needs",
};

/** The advice for a machine code; undefined if the code has none. */
export function nextStepFor(code = ''): string | undefined {
	return Object.hasOwn(NEXT_STEPS, code) ? NEXT_STEPS[code] : undefined;
}
