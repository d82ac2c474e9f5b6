import { timeIn } from '../../base/time/dates';

/** A Date header has no milliseconds, so on average the server's clock is half a second ahead of it. */
const CUT_OFF_MS = 500;

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
	const time = timeIn(headers.date);
	return time === undefined ? undefined : time + CUT_OFF_MS - now;
}
