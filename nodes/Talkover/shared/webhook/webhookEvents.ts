import type { Field } from '../../parameters/field';
import { choices } from '../../parameters/lists';
import { addedTo, otherTexts } from '../../parameters/others';
import { byText } from '../../parameters/sorting';

/**
 * The events of an agent's calls (contract: AgentWebhookEvent). Those that workflows most often start with come
 * first.
 */
export const AGENT_EVENTS = [
	{
		name: 'Phone Call Ended',
		value: 'event_phone_call_ended',
		description: 'A phone call ended, whether or not anyone answered',
	},
	{
		name: 'Phone Call Did Not Connect',
		value: 'event_phone_call_did_not_connect',
		description: "A phone call couldn't be connected",
	},
	{
		name: 'Conversation Ended',
		value: 'event_conversation_ended',
		description: 'The conversation with a person ended',
	},
	{
		name: 'Voicemail Message Left',
		value: 'event_voicemail_message_left',
		description: 'The agent left a message on a voicemail',
	},
	{
		name: 'Voicemail Detected',
		value: 'event_voicemail_detected',
		description: 'A voicemail answered the call',
	},
	{
		name: 'Recording',
		value: 'event_recording',
		description: 'The status of a call recording changed',
	},
	{ name: 'Action', value: 'event_action', description: 'The agent ran an action' },
	{
		name: 'Action Failed',
		value: 'event_action_failed',
		description: 'An action of the agent failed',
	},
	{
		name: 'Phone Call Started',
		value: 'event_phone_call_started',
		description: 'A phone call started',
	},
	{
		name: 'Conversation Started',
		value: 'event_conversation_started',
		description: 'A conversation with a person started',
	},
	{
		name: 'Phone Call Error',
		value: 'event_phone_call_error',
		description: 'The connection of a phone call failed',
	},
	{
		name: 'Phone Call Connected',
		value: 'event_phone_call_connected',
		description: 'The connection of a phone call was established',
	},
	{
		name: 'Phone Call Disconnected',
		value: 'event_phone_call_disconnected',
		description: 'The connection of a phone call was closed',
	},
	{
		name: 'Participant Joined',
		value: 'event_participant_joined',
		description: 'Someone joined the call',
	},
	{
		name: 'Participant Left',
		value: 'event_participant_left',
		description: 'Someone left the call',
	},
	{
		name: 'User Connected',
		value: 'event_user_connected',
		description: 'A user connected to the call',
	},
	{
		name: 'User Disconnected',
		value: 'event_user_disconnected',
		description: 'A user left the call',
	},
	{
		name: 'Client Connected',
		value: 'event_client_connected',
		description: 'A client connected to the call',
	},
	{
		name: 'Client Disconnected',
		value: 'event_client_disconnected',
		description: 'A client left the call',
	},
	{
		name: 'Connection Established',
		value: 'event_connection_established',
		description: 'The connection of a call was established',
	},
	{
		name: 'Connection Closed',
		value: 'event_connection_closed',
		description: 'The connection of a call was closed',
	},
	{
		name: 'Connection Error',
		value: 'event_connection_error',
		description: 'The connection of a call failed',
	},
] as const;

/** The events of a campaign (contract: CampaignWebhookEvent), in the same order. */
export const CAMPAIGN_EVENTS = [
	{
		name: 'Call Completed',
		value: 'campaign_call.completed',
		description: 'A call of the campaign was completed',
	},
	{
		name: 'Call Failed',
		value: 'campaign_call.failed',
		description: 'A call of the campaign failed',
	},
	{
		name: 'Campaign Completed',
		value: 'campaign.completed',
		description: 'The campaign was completed',
	},
	{
		name: 'Call Transcript',
		value: 'event_call_transcript',
		description: 'The transcript of a call is available',
	},
	{
		name: 'Call Report',
		value: 'event_call_report',
		description: 'The report of a call is available',
	},
	{
		name: 'Recording',
		value: 'event_recording',
		description: 'The status of a call recording changed',
	},
	{
		name: 'Call Retry Scheduled',
		value: 'campaign_call.retry_scheduled',
		description: 'A contact will be called again',
	},
	{
		name: 'Call Started',
		value: 'campaign_call.started',
		description: 'A call of the campaign started',
	},
	{
		name: 'Call Queued',
		value: 'campaign_call.queued',
		description: 'A call was queued',
	},
	{
		name: 'Campaign Started',
		value: 'campaign.started',
		description: 'The campaign was started',
	},
	{
		name: 'Campaign Paused',
		value: 'campaign.paused',
		description: 'The campaign was paused',
	},
	{
		name: 'Campaign Updated',
		value: 'campaign.updated',
		description: 'The settings of the campaign were changed',
	},
	{
		name: 'Campaign Created',
		value: 'campaign.created',
		description: 'The campaign was created',
	},
] as const;

const EVENTS = { displayName: 'Events', description: 'The events to send' } as const;

/** Sorts options by name, as n8n's lint rules require for lists that are part of a node. */
function byName<Option extends { readonly name: string }>(options: readonly Option[]): Option[] {
	return [...options].sort(byText(({ name }) => name));
}

/** @param named the parameter's name, because agents and campaigns have different events */
export function agentEvents<const Name extends string>(named: Name) {
	return choices({ ...EVENTS, name: named, options: byName(AGENT_EVENTS) });
}

/** Like {@link agentEvents}. */
export function campaignEvents<const Name extends string>(named: Name) {
	return choices({ ...EVENTS, name: named, options: byName(CAMPAIGN_EVENTS) });
}

/** Events that aren't in any list, because they are new or undocumented. */
export const otherEvents = otherTexts('otherEvents', {
	main: EVENTS.displayName,
	// An event of both agents and campaigns.
	example: 'event_recording',
});

/** A list of events and the text field for other events, for collections. */
export function withOthers<Name extends string>(events: Field<Name, string[] | undefined>) {
	return [events, addedTo(events, otherEvents)] as const;
}
