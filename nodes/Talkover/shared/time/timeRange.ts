import { dateTime } from '../../parameters/dates';
import { invalid } from '../../base/invalidInput';

export const ZONE = "In the workflow's time zone, unless the value has one";

/** The bounds of a time range, with the names of Talkover's filters. */
export const from = dateTime({
	displayName: 'From',
	name: 'from',
	description: 'The start of the time range',
	hint: ZONE,
});

export const to = dateTime({
	displayName: 'To',
	name: 'to',
	description: 'The end of the time range',
	hint: ZONE,
});

/** @throws InvalidInput if both times are known and the first isn't before the second */
export function checkOrder(
	first: { readonly label: string; readonly at: string | undefined },
	second: { readonly label: string; readonly at: string | undefined },
): void {
	if (first.at === undefined || second.at === undefined) return;
	if (Date.parse(first.at) < Date.parse(second.at)) return;
	throw invalid(
		`'${second.label}' must be after '${first.label}' (${second.at} isn't after ${first.at})`,
	);
}
