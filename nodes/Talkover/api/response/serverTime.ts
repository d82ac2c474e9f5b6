/** `2026-03-29 14:30:00`: Laravel's default form, in UTC without saying so. */
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
/** A larger number is in milliseconds, because as seconds it would be after the year 5138. */
const MOST_SECONDS = 1e11;
/** A Date header has no milliseconds, so on average the server's clock is half a second ahead of it. */
const CUT_OFF_MS = 500;

/**
 * Parses a time in a response, in milliseconds since 1970 by the server's clock.
 *
 * @returns undefined if the value isn't a time
 */
export function serverTime(value: unknown): number | undefined {
	const text = typeof value === 'string' ? value.trim() : value;
	const count = typeof text === 'string' && /^\d{9,}$/.test(text) ? Number(text) : text;
	if (typeof count === 'number') {
		const ms = count < MOST_SECONDS ? count * 1000 : count;
		return Number.isFinite(ms) && ms > 0 ? ms : undefined;
	}
	if (typeof count !== 'string') return undefined;
	const time = Date.parse(WITHOUT_ZONE.test(count) ? `${count.replace(' ', 'T')}Z` : count);
	return Number.isNaN(time) ? undefined : time;
}

/**
 * Milliseconds that the server's clock is ahead of this machine's, according to its Date header.
 *
 * @param now the time on this machine when the response arrived
 * @returns undefined if the response doesn't say
 */
export function clockOffset(
	headers: Readonly<Record<string, unknown>>,
	now: number,
): number | undefined {
	const { date } = headers;
	const time = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(time) ? undefined : time + CUT_OFF_MS - now;
}
