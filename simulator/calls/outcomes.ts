/** How a call turns out. */
export type CallOutcome = 'busy' | 'completed' | 'failed' | 'no-answer' | 'voicemail';

interface Step {
	readonly status: string;
	/** In this order; each webhook gets those it has asked for. */
	readonly events: readonly string[];
}

const INITIATED: Step = {
	status: 'initiated',
	events: ['campaign_call.started', 'event_phone_call_started'],
};
const RINGING: Step = { status: 'ringing', events: [] };

/** Talkover does not say how these differ, so they come together. */
const CONNECTED = ['event_connection_established', 'event_phone_call_connected'];

/** What comes when the line is cut, whoever does that. */
export const HANG_UP = [
	'event_phone_call_disconnected',
	'event_connection_closed',
	'event_phone_call_ended',
] as const;

const AFTERWARDS = ['event_recording', 'event_call_transcript', 'event_call_report'];

/**
 * The life of a call by its outcome. The names of the events are Talkover's; when each of them comes is
 * not documented, and this is how their names read.
 */
export const LIVES: Readonly<Record<CallOutcome, readonly Step[]>> = {
	completed: [
		INITIATED,
		RINGING,
		{
			status: 'answered',
			events: [
				...CONNECTED,
				'event_participant_joined',
				'event_user_connected',
				'event_client_connected',
				'event_conversation_started',
			],
		},
		{
			status: 'completed',
			events: [
				'event_conversation_ended',
				'event_participant_left',
				'event_user_disconnected',
				'event_client_disconnected',
				...HANG_UP,
				'campaign_call.completed',
				...AFTERWARDS,
			],
		},
	],
	voicemail: [
		INITIATED,
		RINGING,
		{ status: 'answered', events: [...CONNECTED, 'event_voicemail_detected'] },
		{
			status: 'completed',
			events: [
				'event_voicemail_message_left',
				...HANG_UP,
				'campaign_call.completed',
				...AFTERWARDS,
			],
		},
	],
	'no-answer': [INITIATED, RINGING, notConnected('no-answer')],
	busy: [INITIATED, notConnected('busy')],
	failed: [INITIATED, notConnected('failed', 'event_phone_call_error', 'event_connection_error')],
};

function notConnected(status: string, ...errors: string[]): Step {
	const events = [...errors, 'event_phone_call_did_not_connect', 'campaign_call.failed'];
	return { status, events };
}

/** Numbers that end like this turn out so; 555-0100 to 555-0199 are nobody's in North America. */
export const ENDINGS: Readonly<Record<Exclude<CallOutcome, 'completed'>, string>> = {
	'no-answer': '5550101',
	voicemail: '5550102',
	busy: '5550103',
	failed: '5550104',
};

/** How a call to a number turns out when nothing else is said. */
export function outcomeFor(number: string): CallOutcome {
	const found = Object.entries(ENDINGS).find(([, ending]) => number.endsWith(ending));
	return (found?.[0] ?? 'completed') as CallOutcome;
}
