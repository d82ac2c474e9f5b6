import type { CallOutcome } from '../../../tools/simulator/calls/outcomes';

const CONNECTED = ['event_connection_established', 'event_phone_call_connected'];
const HANG_UP = [
	'event_phone_call_disconnected',
	'event_connection_closed',
	'event_phone_call_ended',
];

/** By outcome: the final status of a call, and the events that the webhooks of its agent receive. */
export const LIVES_OF_CALLS: readonly [CallOutcome, string, string[]][] = [
	[
		'completed',
		'completed',
		[
			'event_phone_call_started',
			...CONNECTED,
			'event_participant_joined',
			'event_user_connected',
			'event_client_connected',
			'event_conversation_started',
			'event_conversation_ended',
			'event_participant_left',
			'event_user_disconnected',
			'event_client_disconnected',
			...HANG_UP,
			'event_recording',
		],
	],
	[
		'voicemail',
		'completed',
		[
			'event_phone_call_started',
			...CONNECTED,
			'event_voicemail_detected',
			'event_voicemail_message_left',
			...HANG_UP,
			'event_recording',
		],
	],
	['no-answer', 'no-answer', ['event_phone_call_started', 'event_phone_call_did_not_connect']],
	['busy', 'busy', ['event_phone_call_started', 'event_phone_call_did_not_connect']],
	[
		'failed',
		'failed',
		[
			'event_phone_call_started',
			'event_phone_call_error',
			'event_connection_error',
			'event_phone_call_did_not_connect',
		],
	],
];
