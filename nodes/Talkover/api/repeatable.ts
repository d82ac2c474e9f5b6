import type { EndpointWith } from './endpoint';

/**
 * Why a second request does no harm, for every POST and PATCH that is sent again if it got no response, by `operationId`.
 *
 * A request isn't on it if the second one creates something, rings a phone, costs credits, notifies somebody, or is carried
 * out again by somebody else, such as the receiver of a webhook or of exported files. Such a request declares what it creates.
 */
export const REPEATABLE = {
	checkCallbackConstraints: 'It only checks the configuration and saves nothing',
	endCall: 'It names the call by its ID, and a call that has ended is rejected as not active',
	publishAgent: 'A published agent stays published, and publishing starts no calls',
	setAgentCallback: 'It sets the same source agents for the same agent',
	triggerCalendarsSync:
		'A sync makes calendars equal to the external ones, and what is up to date stays as it is',
	triggerProviderSync:
		'A sync makes a calendar equal to the external one, and the second finds nothing left to change',
	unpublishAgent: 'A draft stays a draft, and calls in progress continue',
	updateAgentAdvancedSettings: 'It names the value of the switch, so it sets the same value',
	updateCampaignStatus:
		'It names the new status, and Talkover rejects a status that a campaign has',
	upsertAction: 'The key is required, and the second request updates what the first one created',
	upsertTraining: 'With a key, the second request updates what the first one created',
	validateAgentFlow: 'It only checks the flow and saves nothing',
} as const satisfies Partial<Record<EndpointWith<'PATCH' | 'POST'>, string>>;

/** An entry of {@link REPEATABLE}. */
export type Repeatable = keyof typeof REPEATABLE;

/** A dry run has no effect, and the end of a call is the same at any time. */
export const IN_ANY_ORDER: readonly string[] = [
	'checkCallbackConstraints',
	'endCall',
	'validateAgentFlow',
] satisfies readonly Repeatable[];
