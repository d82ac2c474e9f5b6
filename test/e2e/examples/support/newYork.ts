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
