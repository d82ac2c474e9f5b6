import type { JsonObject } from '../contract';

/** The outcome of a call. */
export type CallOutcome = 'busy' | 'completed' | 'failed' | 'no-answer' | 'voicemail';

interface Step {
	readonly status: string;
	/** In the order in which they're sent; each webhook receives those it subscribed to. */
	readonly events: readonly string[];
}

const INITIATED: Step = {
	status: 'initiated',
	events: ['campaign_call.started', 'event_phone_call_started'],
};
const RINGING: Step = { status: 'ringing', events: [] };

/** Talkover doesn't document how these differ, so they're sent together. */
const CONNECTED = ['event_connection_established', 'event_phone_call_connected'];

/** The events that follow when either side hangs up. */
export const HANG_UP = [
	'event_phone_call_disconnected',
	'event_connection_closed',
	'event_phone_call_ended',
] as const;

const AFTERWARDS = ['event_recording', 'event_call_transcript', 'event_call_report'];

/**
 * The statuses of a call by its outcome. The names of the events are Talkover's. When each of them is sent
 * isn't documented and derived from its name.
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

/** Numbers with these endings have these outcomes; 555-0100 to 555-0199 are fictional numbers. */
export const ENDINGS: Readonly<Record<Exclude<CallOutcome, 'completed'>, string>> = {
	'no-answer': '5550101',
	voicemail: '5550102',
	busy: '5550103',
	failed: '5550104',
};

/** The outcome of a call to a number, unless another one is requested. */
export function outcomeFor(number: string): CallOutcome {
	const found = Object.entries(ENDINGS).find(([, ending]) => number.endsWith(ending));
	return (found?.[0] ?? 'completed') as CallOutcome;
}

const ACTIVE: readonly unknown[] = ['initiated', 'ringing', 'answered'];
/** Not dialed yet, but planned. */
export const WAITING: readonly unknown[] = ['queued', 'scheduled'];

export function isActive({ status }: JsonObject): boolean {
	return ACTIVE.includes(status);
}

/** Whether a call isn't over. */
export function isAlive(call: JsonObject): boolean {
	return isActive(call) || WAITING.includes(call.status);
}
