import { invalid } from '../parameters/invalidInput';
import { field, isBlank } from '../parameters/field';
import { asText, quoted } from '../parameters/scalars';

/** A time zone by its IANA name; blank is undefined. */
export function timezoneField(description: string) {
	return field(
		{
			displayName: 'Timezone',
			name: 'timezone',
			type: 'string',
			default: '',
			placeholder: 'e.g. America/New_York',
			description,
		},
		(raw) => (isBlank(raw) ? undefined : zoneName(asText(raw).trim())),
	);
}

/** @throws InvalidInput when nobody knows a time zone of that name */
function zoneName(entered: string): string {
	if (isZone(entered)) return entered;
	throw invalid(
		`must be the name of a time zone, such as America/New_York or Europe/Berlin (it is ${quoted(entered)})`,
	);
}

/** Characters; the longest name of the IANA database has 32. */
const LONGEST_NAME = 100;

function isZone(name: string): boolean {
	// Newer versions of Node.js take offsets such as +02:00 as well; those are no names.
	if (name.length > LONGEST_NAME || !/^[a-z]/i.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
