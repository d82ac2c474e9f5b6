import { jsonObject } from '../../parameters/scalars';

export const metadata = jsonObject({
	displayName: 'Metadata JSON',
	name: 'metadata',
	rows: 3,
	description:
		'Your own data to store with the calendar, such as the ID of a branch in your CRM. A JSON object, e.g. {"branch": "Boston"}.',
});
