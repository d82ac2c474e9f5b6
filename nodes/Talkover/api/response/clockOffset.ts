import { isText } from '../../base/json';
import { timeIn } from '../../base/time/dates';

/** A Date header has no milliseconds, so on average the server's clock is half a second ahead of it. */
const CUT_OFF_MS = 500;

/** `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110). JavaScript also reads a year alone, and times without a zone. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

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
	const time = isText(date) && HTTP_DATE.test(date) ? timeIn(date) : undefined;
	return time === undefined ? undefined : time + CUT_OFF_MS - now;
}
