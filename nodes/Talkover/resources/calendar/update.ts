import { invalid } from '../../parameters/invalidInput';
import { apiFields } from '../../parameters/apiNames';
import { collection } from '../../parameters/groups';
import { text } from '../../parameters/scalars';
import { operation } from '../../operation/operation';
import { object } from '../../operation/shapes';
import { calendarLocator } from '../../shared/calendar';
import { timezoneField } from '../../shared/timezone';
import { metadata } from './metadata';

const updateFields = collection({
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add Field',
	fields: [
		metadata,
		text({ displayName: 'Name', name: 'name', description: 'The new name of the calendar' }),
		timezoneField('The new time zone of the calendar, by its official name'),
	],
});

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update calendar',
	description:
		'Change the name, the time zone or the metadata of a calendar. The rest stays as it is.',
	fields: [calendarLocator, updateFields],
	request: ({ calendarId, updateFields: changes }) => {
		const body = apiFields(changes);
		if (Object.keys(body).length === 0) {
			throw invalid('Update Fields: add at least one field with a value, or nothing would change');
		}
		return { method: 'PUT', path: ['calendars', calendarId], body };
	},
	data: object,
});
