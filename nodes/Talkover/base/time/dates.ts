/** Whether a date such as `2026-03-29` exists. `Date.parse` alone reads February 30 as March 2. */
export function dateExists(date: string): boolean {
	const time = Date.parse(date);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** A time in milliseconds since 1970, from any text that JavaScript reads, such as the header `Date`. */
export function timeIn(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** A time in UTC as ISO 8601, without milliseconds if there are none. */
export function isoTime(time: number): string {
	return new Date(time).toISOString().replace('.000Z', 'Z');
}
