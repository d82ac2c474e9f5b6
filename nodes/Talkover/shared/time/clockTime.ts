import type { Spec } from '../../parameters/field';
import { converted } from '../../parameters/field';
import { text } from '../../parameters/scalars';

/** Talkover expects HH:MM but returns HH:MM:SS for campaigns, so both are accepted. */
const CLOCK_TIME = {
	regex: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)(?::00)?$/,
	text: 'a time from 00:00 to 24:00, such as 09:30',
};

/** A time of day from 00:00 to 24:00 (the end of the day), sent as HH:MM. */
export function clockTime<const Name extends string>(
	spec: Spec<Name> & { readonly default?: string },
) {
	return converted(text({ ...spec, pattern: CLOCK_TIME }), (time) => time.slice(0, 'HH:MM'.length));
}
