import type { INodePropertyOptions } from 'n8n-workflow';

import { invalid } from '../../base/invalidInput';
import { words } from '../../base/text/words';
import { field, isBlank } from '../../parameters/field';
import { CHOOSE_ONE } from '../../parameters/lists';
import { asText, quoted } from '../../parameters/scalars';

/**
 * A time zone by its IANA name; undefined if blank. The list is loaded in the editor, because it would make up a tenth
 * of the node's description wherever it is used.
 */
export function timezoneField(description: string) {
	const method = 'getTimezones';
	return field(
		{
			displayName: 'Timezone Name or ID',
			name: 'timezone',
			type: 'options',
			default: '',
			typeOptions: { loadOptionsMethod: method },
			description: `${description}. ${CHOOSE_ONE}.`,
		},
		(raw) => (isBlank(raw) ? undefined : zoneName(asText(raw).trim())),
		{ methods: { loadOptions: { [method]: async () => zones() } } },
	);
}

/** Names that ECMAScript's list only has in an older spelling, or not at all. */
const MORE_NAMES = words(`
	Africa/Asmara America/Argentina/Buenos_Aires America/Argentina/Cordoba America/Argentina/Mendoza
	America/Indiana/Indianapolis America/Kentucky/Louisville America/Nuuk Asia/Ho_Chi_Minh
	Asia/Kathmandu Asia/Kolkata Asia/Yangon Atlantic/Faroe Europe/Kyiv UTC
`);

/** All time zones as a list for the editor. Their names have spaces, because people search for them that way. */
export function zones(): INodePropertyOptions[] {
	const names = new Set([...Intl.supportedValuesOf('timeZone'), ...MORE_NAMES.filter(isZone)]);
	return [...names].sort().map((value) => ({ name: value.replaceAll('_', ' '), value }));
}

/**
 * Abbreviations, which Node.js reads in another sense than most people: ART as Cairo instead of Argentina, and EST
 * without daylight saving.
 */
const ABBREVIATION = /^(?!UTC|GMT|CET|EET|MET|WET)[a-z]{3}$/i;

/** @throws InvalidInput if there is no time zone of that name */
export function zoneName(entered: string): string {
	if (isZone(entered) && !ABBREVIATION.test(entered)) return entered;
	throw invalid(
		`must be the name of a time zone such as America/New_York or Europe/Berlin (found ${quoted(entered)})`,
	);
}

/** Characters. The longest name in the IANA database has 32. */
const LONGEST_NAME = 100;

/** Whether a text is the name of a time zone. */
export function isZone(name: string): boolean {
	// Newer versions of Node.js accept offsets such as +02:00, which aren't names.
	if (name.length > LONGEST_NAME || !/^[a-z]/i.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
