import { dateTime } from '../parameters/dates';
import { invalid } from '../parameters/invalidInput';

export const ZONE = "A time without a time zone is meant in the workflow's own.";

/** Bounds of a range of time, as Talkover's own filters name them. */
export const from = dateTime({
	displayName: 'From',
	name: 'from',
	description: `Leave out everything that starts before this time. ${ZONE}`,
});

export const to = dateTime({
	displayName: 'To',
	name: 'to',
	description: `Leave out everything that ends after this time. ${ZONE}`,
});

/** @throws InvalidInput when both times are known and the first is not before the second */
export function checkOrder(
	first: { readonly label: string; readonly at: string | undefined },
	second: { readonly label: string; readonly at: string | undefined },
): void {
	if (first.at === undefined || second.at === undefined) return;
	if (Date.parse(first.at) < Date.parse(second.at)) return;
	throw invalid(
		`'${second.label}' must be after '${first.label}' (${second.at} is not after ${first.at})`,
	);
}
