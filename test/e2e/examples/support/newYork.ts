/** A Tuesday in calling hours. */
export const IN_HOURS = { 'Get Local Time': [{ localTime: '2030-03-12T10:15:00.000-04:00' }] };

/** When it is, and when the contact may be called. New York changes to summer time on Sunday, 10 March 2030. */
export const WAITS = [
	['on a Friday evening', '2030-03-08T20:30:00.000-05:00', '2030-03-11T13:00:00.000Z'],
	['on a Saturday', '2030-03-09T10:15:00.000-05:00', '2030-03-11T13:00:00.000Z'],
	['on a Sunday', '2030-03-10T10:15:00.000-04:00', '2030-03-11T13:00:00.000Z'],
	['early on a Tuesday', '2030-03-12T06:10:00.000-04:00', '2030-03-12T13:00:00.000Z'],
	['late on a Tuesday', '2030-03-12T18:00:00.000-04:00', '2030-03-13T13:00:00.000Z'],
] as const;

const DAY_MS = 86_400_000;

/**
 * The date in New York, whose time zone n8n has by default.
 *
 * @param days from today
 */
export function dateInNewYork(days = 0): string {
	const day = new Date(Date.now() + days * DAY_MS);
	return day.toLocaleDateString('sv-SE', { timeZone: 'America/New_York' });
}
