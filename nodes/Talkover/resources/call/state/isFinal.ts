/** States in which a call is over, in the words of all of Talkover's publications. */
const FINAL = new Set([
	'busy',
	'canceled',
	'cancelled',
	'completed',
	'ended',
	'failed',
	'missed',
	'no_answer',
	'rejected',
]);

/** States in which a call is going to be dialled, or isn't over yet. */
const RUNNING = new Set([
	'answered',
	'connected',
	'dialing',
	'in_progress',
	'initiated',
	'queued',
	'ringing',
	'scheduled',
]);

/** Whether a call in this state is over; undefined for a state that isn't known. */
export function isFinal(status: unknown): boolean | undefined {
	const state =
		typeof status === 'string' ? status.trim().toLowerCase().replace(/[\s-]/g, '_') : '';
	return FINAL.has(state) || (RUNNING.has(state) ? false : undefined);
}
