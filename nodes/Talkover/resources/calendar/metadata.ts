import { jsonObject } from '../../parameters/scalars';

export const metadata = jsonObject({
	displayName: 'Metadata JSON',
	name: 'metadata',
	rows: 3,
	description:
		'Notes of your own that Talkover keeps with the calendar, such as the ID of a branch in your CRM. A list of names and values in braces, e.g. {"branch": "Boston"}.',
});
