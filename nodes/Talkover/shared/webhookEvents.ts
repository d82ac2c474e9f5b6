import type { Field } from '../parameters/field';
import { choices } from '../parameters/lists';
import { addedTo, otherTexts } from '../parameters/others';

/** What a webhook of an agent can be told about its calls (contract: AgentWebhookEvent). */
export const AGENT_EVENTS = [
	{ name: 'Action', value: 'event_action', description: 'The agent ran an action' },
	{ name: 'Action Failed', value: 'event_action_failed' },
	{ name: 'Client Connected', value: 'event_client_connected' },
	{ name: 'Client Disconnected', value: 'event_client_disconnected' },
	{ name: 'Connection Closed', value: 'event_connection_closed' },
	{ name: 'Connection Error', value: 'event_connection_error' },
	{ name: 'Connection Established', value: 'event_connection_established' },
	{
		name: 'Conversation Ended',
		value: 'event_conversation_ended',
		description: 'The conversation with a person is over',
	},
	{
		name: 'Conversation Started',
		value: 'event_conversation_started',
		description: 'A conversation with a person began',
	},
	{ name: 'Participant Joined', value: 'event_participant_joined' },
	{ name: 'Participant Left', value: 'event_participant_left' },
	{ name: 'Phone Call Connected', value: 'event_phone_call_connected' },
	{ name: 'Phone Call Did Not Connect', value: 'event_phone_call_did_not_connect' },
	{ name: 'Phone Call Disconnected', value: 'event_phone_call_disconnected' },
	{ name: 'Phone Call Ended', value: 'event_phone_call_ended' },
	{ name: 'Phone Call Error', value: 'event_phone_call_error' },
	{ name: 'Phone Call Started', value: 'event_phone_call_started' },
	{ name: 'Recording', value: 'event_recording' },
	{ name: 'User Connected', value: 'event_user_connected' },
	{ name: 'User Disconnected', value: 'event_user_disconnected' },
	{ name: 'Voicemail Detected', value: 'event_voicemail_detected' },
	{
		name: 'Voicemail Message Left',
		value: 'event_voicemail_message_left',
		description: 'The agent left a message on a voicemail',
	},
] as const;

/** What a webhook of a campaign can be told (contract: CampaignWebhookEvent). */
export const CAMPAIGN_EVENTS = [
	{ name: 'Call Completed', value: 'campaign_call.completed' },
	{ name: 'Call Failed', value: 'campaign_call.failed' },
	{ name: 'Call Queued', value: 'campaign_call.queued' },
	{ name: 'Call Report', value: 'event_call_report' },
	{ name: 'Call Retry Scheduled', value: 'campaign_call.retry_scheduled' },
	{ name: 'Call Started', value: 'campaign_call.started' },
	{ name: 'Call Transcript', value: 'event_call_transcript' },
	{ name: 'Campaign Completed', value: 'campaign.completed' },
	{ name: 'Campaign Created', value: 'campaign.created' },
	{ name: 'Campaign Paused', value: 'campaign.paused' },
	{ name: 'Campaign Started', value: 'campaign.started' },
	{ name: 'Campaign Updated', value: 'campaign.updated' },
	{ name: 'Recording', value: 'event_recording' },
] as const;

const EVENTS = { displayName: 'Events', description: 'What the webhook is told about' } as const;

/** @param named the parameter's name, as agents and campaigns have events of their own */
export function agentEvents<const Name extends string>(named: Name) {
	return choices({ ...EVENTS, name: named, options: AGENT_EVENTS });
}

/** Like {@link agentEvents}. */
export function campaignEvents<const Name extends string>(named: Name) {
	return choices({ ...EVENTS, name: named, options: CAMPAIGN_EVENTS });
}

/** Events that none of the lists has, because they are new or not documented. */
export const otherEvents = otherTexts('otherEvents', {
	main: EVENTS.displayName,
	example: 'event_call_transcript, event_phone_call_transferred',
});

/** A list of events, with the text field for those that it doesn't have; for collections. */
export function withOthers<Name extends string>(events: Field<Name, string[] | undefined>) {
	return [events, addedTo(events, otherEvents)] as const;
}
