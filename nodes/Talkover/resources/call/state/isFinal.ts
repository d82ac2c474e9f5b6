/** The statuses of an ended call in all of Talkover's publications. */
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

/** The statuses of a call that hasn't ended yet. */
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

/** Whether a call with this status has ended; undefined for an unknown status. */
export function isFinal(status: unknown): boolean | undefined {
	const state =
		typeof status === 'string' ? status.trim().toLowerCase().replace(/[\s-]/g, '_') : '';
	return FINAL.has(state) || (RUNNING.has(state) ? false : undefined);
}
